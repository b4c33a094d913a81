/// What all pages and the whole API share: addresses and who may ask for them, replies, errors,
/// headers, static files, and the one place that renders HTML. Knows Helidon and Thymeleaf; does
/// not know a use case.
@NullMarked
package dev.skep.web.http;

import org.jspecify.annotations.NullMarked;
