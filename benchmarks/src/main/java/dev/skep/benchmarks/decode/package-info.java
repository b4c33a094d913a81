/// The OTLP decoders alone, measured with JMH: from the bytes of a request to the domain's spans.
@NullMarked
package dev.skep.benchmarks.decode;

import org.jspecify.annotations.NullMarked;
