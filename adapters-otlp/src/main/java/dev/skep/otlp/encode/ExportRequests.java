package dev.skep.otlp.encode;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpansBySender;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.List;
import java.util.Map;

/// Makes export requests of spans. Each resource and each scope of it stands once, with its spans
/// in the given order.
///
/// Source: OTLP `ExportTraceServiceRequest`.
public final class ExportRequests {
  private ExportRequests() {}

  /// Whether a message has a place for the span's own ids. JSON's may be any text.
  public static boolean canCarry(Span span) {
    return span.traceId().isHex() && span.spanId().isHex();
  }

  /// One request with all of these.
  public static ExportTraceServiceRequest of(List<Span> spans) {
    var request = ExportTraceServiceRequest.newBuilder();
    SpansBySender.of(spans)
        .forEach((resource, scopes) -> request.addResourceSpans(of(resource, scopes)));
    return request.build();
  }

  private static ResourceSpans of(
      Resource resource, Map<InstrumentationScope, List<Span>> spansByScope) {
    var message =
        ResourceSpans.newBuilder()
            .setResource(
                io.opentelemetry.proto.resource.v1.Resource.newBuilder()
                    .addAllAttributes(Values.attributes(resource.attributes()))
                    .setDroppedAttributesCount((int) resource.droppedAttributesCount()))
            .setSchemaUrl(resource.schemaUrl());
    spansByScope.forEach((scope, spans) -> message.addScopeSpans(of(scope, spans)));
    return message.build();
  }

  private static ScopeSpans of(InstrumentationScope scope, List<Span> spans) {
    return ScopeSpans.newBuilder()
        .setScope(
            io.opentelemetry.proto.common.v1.InstrumentationScope.newBuilder()
                .setName(scope.name())
                .setVersion(scope.version())
                .addAllAttributes(Values.attributes(scope.attributes()))
                .setDroppedAttributesCount((int) scope.droppedAttributesCount()))
        .setSchemaUrl(scope.schemaUrl())
        .addAllSpans(spans.stream().map(SpanMessages::of).toList())
        .build();
  }
}
