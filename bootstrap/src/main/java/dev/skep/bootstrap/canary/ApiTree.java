package dev.skep.bootstrap.canary;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.ArrayValue;
import dev.skep.domain.trace.AttributeValue.BoolValue;
import dev.skep.domain.trace.AttributeValue.BytesValue;
import dev.skep.domain.trace.AttributeValue.DoubleValue;
import dev.skep.domain.trace.AttributeValue.EmptyValue;
import dev.skep.domain.trace.AttributeValue.IntValue;
import dev.skep.domain.trace.AttributeValue.MapValue;
import dev.skep.domain.trace.AttributeValue.StringValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.UnixNano;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A trace as the read API must show it: `/api/v1/traces/{traceId}`, and its row of
/// `/api/v1/traces`. `docs/http.md` describes both.
final class ApiTree {
  private ApiTree() {}

  static Map<String, Object> trace(CanaryTrace trace) {
    return Map.of(
        "traceId", trace.id().value(), "spans", trace.spans().stream().map(ApiTree::span).toList());
  }

  static Map<String, Object> row(CanaryTrace trace) {
    Span root = trace.root();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("traceId", trace.id().value());
    tree.put("rootServiceName", CanaryTraces.SERVICE);
    tree.put("rootSpanName", root.name());
    tree.put("startTimeUnixNano", UnixNano.decimal(root.start()));
    tree.put("durationNano", Long.toString(trace.durationNano()));
    tree.put("spanCount", (long) trace.spans().size());
    tree.put("errorCount", trace.errors());
    tree.put("status", trace.errors() > 0 ? "error" : root.status().code().slug());
    tree.put("services", List.of(CanaryTraces.SERVICE));
    tree.put("traceSources", List.of("ebpf"));
    return tree;
  }

  private static Map<String, Object> span(Span span) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("traceId", span.traceId().value());
    tree.put("spanId", span.spanId().value());
    if (span.parent() instanceof Parent.Of(var parent)) {
      tree.put("parentSpanId", parent.value());
    }
    tree.put("traceState", span.traceState());
    tree.put("flags", span.flags());
    tree.put("name", span.name());
    tree.put("kind", span.kind().slug());
    tree.put(
        "status", Map.of("code", span.status().code().slug(), "message", span.status().message()));
    tree.put("startTimeUnixNano", UnixNano.decimal(span.start()));
    Instant last = span.start();
    if (span.end() instanceof EndTime.At(Instant end)) {
      tree.put("endTimeUnixNano", UnixNano.decimal(end));
      last = end;
    }
    tree.put("durationNano", Long.toString(Duration.between(span.start(), last).toNanos()));
    tree.put("serviceName", CanaryTraces.SERVICE);
    tree.put("traceSource", "ebpf");
    Map<String, Object> all = new LinkedHashMap<>(attributes(span.resource().attributes()));
    all.putAll(attributes(span.attributes()));
    tree.put("attributes", all);
    tree.put("resourceAttributes", attributes(span.resource().attributes()));
    tree.put("spanAttributes", attributes(span.attributes()));
    tree.put(
        "scope",
        Map.of(
            "name", span.scope().name(),
            "version", span.scope().version(),
            "attributes", attributes(span.scope().attributes())));
    tree.put("schemaUrl", span.resource().schemaUrl());
    tree.put("scopeSchemaUrl", span.scope().schemaUrl());
    tree.put("events", span.events().stream().map(ApiTree::event).toList());
    tree.put("links", span.links().stream().map(ApiTree::link).toList());
    tree.put("droppedAttributesCount", span.dropped().attributes());
    tree.put("droppedEventsCount", span.dropped().events());
    tree.put("droppedLinksCount", span.dropped().links());
    return tree;
  }

  private static Map<String, Object> event(SpanEvent event) {
    return Map.of(
        "timeUnixNano", UnixNano.decimal(event.time()),
        "name", event.name(),
        "attributes", attributes(event.attributes()));
  }

  private static Map<String, Object> link(SpanLink link) {
    return Map.of(
        "traceId", link.traceId(),
        "spanId", link.spanId(),
        "traceState", link.traceState(),
        "attributes", attributes(link.attributes()));
  }

  private static Map<String, Object> attributes(Attributes attributes) {
    Map<String, Object> tree = new LinkedHashMap<>();
    attributes.forEach((key, value) -> tree.put(key, value(value)));
    return tree;
  }

  private static Object value(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> text;
      case BoolValue(boolean truth) -> truth;
      case IntValue(long number) -> number;
      case DoubleValue(double number) -> OtlpTree.number(number);
      case BytesValue bytes -> Base64.getEncoder().encodeToString(bytes.bytes());
      case EmptyValue() -> JsonTree.Nothing.NULL;
      case ArrayValue(var values) -> values.stream().map(ApiTree::value).toList();
      case MapValue(var entries) -> attributes(entries);
    };
  }
}
