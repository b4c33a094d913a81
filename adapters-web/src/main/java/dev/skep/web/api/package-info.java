/// The read API: traces as JSON, in Skep's own form and in OTLP's.
@NullMarked
package dev.skep.web.api;

import org.jspecify.annotations.NullMarked;
