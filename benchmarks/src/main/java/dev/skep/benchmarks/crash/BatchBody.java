package dev.skep.benchmarks.crash;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.List;

/// Batches as OTLP in protobuf. The same batch always has the same bytes.
final class BatchBody {
  /// More than a span takes.
  static final int MOST_BYTES_A_SPAN = 320;

  /// More than everything around the spans takes.
  static final int MOST_BYTES_AROUND = 256;

  private static final List<Resource> SERVICES =
      List.of(service("orders"), service("payments"), service("stock"));
  private static final KeyValue METHOD = text("http.request.method", "POST");
  private static final KeyValue ROUTE = text("http.route", "/orders/{batch}/{span}");
  private static final int LASTS_NANOS = 350;

  private BatchBody() {}

  static byte[] of(Batch batch) {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    for (int index = 0; index < batch.spans(); index++) {
      spans.addSpans(span(batch, index));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(SERVICES.get(batch.number() % SERVICES.size()))
                .addScopeSpans(spans))
        .build()
        .toByteArray();
  }

  private static Span span(Batch batch, int index) {
    CrashRun run = batch.run();
    int home = batch.traceBatch(index);
    int trace = batch.traceNumber(index);
    long start = run.startOf(batch.number(), index);
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(run.traceHigh(home), CrashRun.traceLow(home, trace)))
            .setSpanId(id(CrashRun.spanId(batch.number(), index)))
            .setName("POST /orders/{batch}/{span}")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + LASTS_NANOS)
            .addAttributes(METHOD)
            .addAttributes(ROUTE)
            .addAttributes(text("url.path", "/orders/" + batch.number() + "/" + index))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("http.response.status_code")
                    .setValue(AnyValue.newBuilder().setIntValue(200 + index % 5)));
    int root = batch.joining() + trace;
    if (!batch.joins(index) && index != root) {
      span.setParentSpanId(id(CrashRun.spanId(batch.number(), root)));
    }
    return span.build();
  }

  private static ByteString id(long... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      bytes.putLong(part);
    }
    return ByteString.copyFrom(bytes.flip());
  }

  private static Resource service(String name) {
    return Resource.newBuilder().addAttributes(text("service.name", name)).build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
