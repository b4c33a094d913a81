/// The OTLP door: turns export requests into spans.
@NullMarked
package dev.skep.otlp;

import org.jspecify.annotations.NullMarked;
