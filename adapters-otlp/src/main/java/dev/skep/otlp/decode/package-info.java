/// From the bytes of an OTLP export request to domain spans, in both of OTLP's encodings. Knows
/// protobuf and JSON; does not know HTTP.
@NullMarked
package dev.skep.otlp.decode;

import org.jspecify.annotations.NullMarked;
