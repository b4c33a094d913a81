/// What a URL asks for: its parameters as text, and the domain's query they stand for. Shared by
/// the pages and the read API, so that both mean the same. Knows neither HTTP nor HTML.
@NullMarked
package dev.skep.web.query;

import org.jspecify.annotations.NullMarked;
