/// The web door: routes, guards, headers, static files, and the one place that renders HTML. Knows
/// Helidon and Thymeleaf; does not know SQL or OTLP's wire format.
@NullMarked
package dev.skep.web;

import org.jspecify.annotations.NullMarked;
