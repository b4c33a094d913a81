/// The Trace Explorer's pages: what each shows, already put into words. Knows neither HTTP nor the
/// template engine.
@NullMarked
package dev.skep.web.explorer;

import org.jspecify.annotations.NullMarked;
