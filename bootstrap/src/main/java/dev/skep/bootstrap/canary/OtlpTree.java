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
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.UnixNano;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Spans of one resource and one scope as an OTLP/JSON export request: what is sent as JSON, and
/// what `?format=otlp` must give back.
///
/// Source: OTLP specification, "JSON Protobuf Encoding".
final class OtlpTree {
  private OtlpTree() {}

  static Map<String, Object> of(List<Span> spans) {
    Resource resource = spans.getFirst().resource();
    InstrumentationScope scope = spans.getFirst().scope();
    Map<String, Object> sender = attributes(resource.attributes());
    sender.put("droppedAttributesCount", resource.droppedAttributesCount());
    Map<String, Object> library = attributes(scope.attributes());
    library.put("name", scope.name());
    library.put("version", scope.version());
    library.put("droppedAttributesCount", scope.droppedAttributesCount());
    Map<String, Object> scopeSpans = new LinkedHashMap<>();
    scopeSpans.put("scope", library);
    scopeSpans.put("schemaUrl", scope.schemaUrl());
    scopeSpans.put("spans", spans.stream().map(OtlpTree::of).toList());
    Map<String, Object> resourceSpans = new LinkedHashMap<>();
    resourceSpans.put("resource", sender);
    resourceSpans.put("schemaUrl", resource.schemaUrl());
    resourceSpans.put("scopeSpans", List.of(scopeSpans));
    return Map.of("resourceSpans", List.of(resourceSpans));
  }

  private static Map<String, Object> of(Span span) {
    Map<String, Object> tree = attributes(span.attributes());
    tree.put("traceId", span.traceId().value());
    tree.put("spanId", span.spanId().value());
    if (span.parent() instanceof Parent.Of(var parent)) {
      tree.put("parentSpanId", parent.value());
    }
    tree.put("traceState", span.traceState());
    tree.put("flags", span.flags());
    tree.put("name", span.name());
    tree.put("kind", (long) span.kind().number());
    tree.put("startTimeUnixNano", UnixNano.decimal(span.start()));
    if (span.end() instanceof EndTime.At(var end)) {
      tree.put("endTimeUnixNano", UnixNano.decimal(end));
    }
    tree.put(
        "status",
        Map.of("code", (long) span.status().code().number(), "message", span.status().message()));
    tree.put("events", span.events().stream().map(OtlpTree::of).toList());
    tree.put("links", span.links().stream().map(OtlpTree::of).toList());
    tree.put("droppedAttributesCount", span.dropped().attributes());
    tree.put("droppedEventsCount", span.dropped().events());
    tree.put("droppedLinksCount", span.dropped().links());
    return tree;
  }

  private static Map<String, Object> of(SpanEvent event) {
    Map<String, Object> tree = attributes(event.attributes());
    tree.put("timeUnixNano", UnixNano.decimal(event.time()));
    tree.put("name", event.name());
    tree.put("droppedAttributesCount", event.droppedAttributesCount());
    return tree;
  }

  private static Map<String, Object> of(SpanLink link) {
    Map<String, Object> tree = attributes(link.attributes());
    tree.put("traceId", link.traceId());
    tree.put("spanId", link.spanId());
    tree.put("traceState", link.traceState());
    tree.put("flags", link.flags());
    tree.put("droppedAttributesCount", link.droppedAttributesCount());
    return tree;
  }

  private static Map<String, Object> attributes(Attributes attributes) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("attributes", entries(attributes));
    return tree;
  }

  private static List<Object> entries(Attributes attributes) {
    List<Object> entries = new ArrayList<>();
    attributes.forEach((key, value) -> entries.add(Map.of("key", key, "value", of(value))));
    return entries;
  }

  private static Map<String, Object> of(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> Map.of("stringValue", text);
      case BoolValue(boolean truth) -> Map.of("boolValue", truth);
      case IntValue(long number) -> Map.of("intValue", Long.toString(number));
      case DoubleValue(double number) -> Map.of("doubleValue", number(number));
      case BytesValue bytes ->
          Map.of("bytesValue", Base64.getEncoder().encodeToString(bytes.bytes()));
      case EmptyValue() -> Map.of();
      case ArrayValue(var values) ->
          Map.of("arrayValue", Map.of("values", values.stream().map(OtlpTree::of).toList()));
      case MapValue(var entries) -> Map.of("kvlistValue", Map.of("values", entries(entries)));
    };
  }

  /// JSON has no NaN and no infinities: they are texts.
  static Object number(double number) {
    return Double.isFinite(number) ? (Object) number : Double.toString(number);
  }
}
