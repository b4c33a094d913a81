package dev.skep.otlp.encode;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes export requests of spans. Each resource and each scope of it stands once, with its spans
/// in the given order.
///
/// The bytes are written as they come, without messages in memory.
///
/// Source: OTLP `ExportTraceServiceRequest`.
public final class ExportRequests {
  private static final int USUAL_BYTES = 320;

  private ExportRequests() {}

  /// Whether a message has a place for the span's own ids. JSON's may be any text.
  public static boolean canCarry(Span span) {
    return span.traceId().isHex() && span.spanId().isHex();
  }

  /// One request with all of these, in protobuf.
  public static byte[] of(List<Span> spans) {
    var out = new MessageWriter(USUAL_BYTES * (1 + spans.size()));
    grouped(spans).forEach((resource, scopes) -> write(out, resource, scopes));
    return out.toByteArray();
  }

  // What comes in one request shares its resource and scope. They are not hashed
  // for every span.
  @SuppressWarnings("ReferenceEquality")
  private static Map<Resource, Map<InstrumentationScope, List<Span>>> grouped(List<Span> spans) {
    Map<Resource, Map<InstrumentationScope, List<Span>>> groups = new LinkedHashMap<>();
    List<Span> group = List.of();
    Span before = null;
    for (Span span : spans) {
      if (before == null
          || before.resource() != span.resource()
          || before.scope() != span.scope()) {
        group =
            groups
                .computeIfAbsent(span.resource(), resource -> new LinkedHashMap<>())
                .computeIfAbsent(span.scope(), scope -> new ArrayList<>());
      }
      group.add(span);
      before = span;
    }
    return groups;
  }

  private static void write(
      MessageWriter out, Resource resource, Map<InstrumentationScope, List<Span>> spansByScope) {
    int message = out.open(ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER);
    int start = out.open(ResourceSpans.RESOURCE_FIELD_NUMBER);
    Values.write(
        out,
        io.opentelemetry.proto.resource.v1.Resource.ATTRIBUTES_FIELD_NUMBER,
        resource.attributes());
    out.number(
        io.opentelemetry.proto.resource.v1.Resource.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER,
        resource.droppedAttributesCount());
    out.close(start);
    spansByScope.forEach((scope, spans) -> write(out, scope, spans));
    out.text(ResourceSpans.SCHEMA_URL_FIELD_NUMBER, resource.schemaUrl());
    out.close(message);
  }

  private static void write(MessageWriter out, InstrumentationScope scope, List<Span> spans) {
    int message = out.open(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER);
    int start = out.open(ScopeSpans.SCOPE_FIELD_NUMBER);
    out.text(io.opentelemetry.proto.common.v1.InstrumentationScope.NAME_FIELD_NUMBER, scope.name());
    out.text(
        io.opentelemetry.proto.common.v1.InstrumentationScope.VERSION_FIELD_NUMBER,
        scope.version());
    Values.write(
        out,
        io.opentelemetry.proto.common.v1.InstrumentationScope.ATTRIBUTES_FIELD_NUMBER,
        scope.attributes());
    out.number(
        io.opentelemetry.proto.common.v1.InstrumentationScope.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER,
        scope.droppedAttributesCount());
    out.close(start);
    spans.forEach(span -> SpanMessages.write(out, ScopeSpans.SPANS_FIELD_NUMBER, span));
    out.text(ScopeSpans.SCHEMA_URL_FIELD_NUMBER, scope.schemaUrl());
    out.close(message);
  }
}
