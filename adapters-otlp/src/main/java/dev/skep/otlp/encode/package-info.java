/// Spans as OTLP's protobuf messages, for whoever sends them on.
@NullMarked
package dev.skep.otlp.encode;

import org.jspecify.annotations.NullMarked;
