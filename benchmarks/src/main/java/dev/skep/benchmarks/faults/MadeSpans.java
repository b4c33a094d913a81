package dev.skep.benchmarks.faults;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;

/// Spans by numbers.
final class MadeSpans {
  private static final long LASTS_NANOS = 1_000_000;

  private MadeSpans() {}

  /// A span of a trace; parent 0 is none.
  static Span span(long trace, long id, long parent) {
    long start = System.currentTimeMillis() * 1_000_000;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(traceId(trace))
            .setSpanId(id(id))
            .setName("GET /fault")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + LASTS_NANOS);
    if (parent != 0) {
      span.setParentSpanId(id(parent));
    }
    return span.build();
  }

  /// So many traces of one span each, from this number on.
  static byte[] traces(long first, int count) {
    return request(LongStream.range(first, first + count).mapToObj(n -> span(n, n, 0)).toList());
  }

  static byte[] request(Collection<Span> spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            KeyValue.newBuilder()
                                .setKey("service.name")
                                .setValue(AnyValue.newBuilder().setStringValue("faults"))))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(List.copyOf(spans))))
        .build()
        .toByteArray();
  }

  static ByteString traceId(long number) {
    return ByteString.copyFrom(ByteBuffer.allocate(16).putLong(0x5ca1ab1eL).putLong(number).flip());
  }

  static String hexOfTrace(long number) {
    return HexFormat.of().formatHex(traceId(number).toByteArray());
  }

  static ByteString id(long number) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(number).flip());
  }
}
