package dev.skep.bootstrap.system;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All that is said of a span, in plain Java values, to compare what was sent with what is read
/// back. Made for the tests from OTLP JSON and from the read API's JSON alone: it shares no code
/// with Skep.
record SpanFacts(
    String traceId,
    String spanId,
    String parentSpanId,
    String traceState,
    String flags,
    String name,
    String kind,
    String statusCode,
    String statusMessage,
    String start,
    String end,
    String serviceName,
    Map<String, Object> attributes,
    Map<String, Object> mergedAttributes,
    Map<String, Object> resourceAttributes,
    String schemaUrl,
    String scopeName,
    String scopeVersion,
    Map<String, Object> scopeAttributes,
    String scopeSchemaUrl,
    List<Object> events,
    List<Object> links,
    List<String> dropped) {
  private static final List<String> KINDS =
      List.of("internal", "internal", "server", "client", "producer", "consumer");
  private static final List<String> STATUS_CODES = List.of("unset", "ok", "error");

  /// Every span of an OTLP JSON request, sorted by ids.
  static List<SpanFacts> ofOtlpJson(Map<String, Object> request) {
    List<SpanFacts> spans = new ArrayList<>();
    for (Map<String, Object> resourceSpans : Json.objects(request.get("resourceSpans"))) {
      for (Map<String, Object> scopeSpans : Json.objects(resourceSpans.get("scopeSpans"))) {
        for (Map<String, Object> span : Json.objects(scopeSpans.get("spans"))) {
          spans.add(ofOtlpJson(resourceSpans, scopeSpans, span));
        }
      }
    }
    return sorted(spans);
  }

  /// Every span of a trace as the read API shows it, sorted by ids.
  static List<SpanFacts> ofApi(Map<String, Object> trace) {
    List<SpanFacts> spans = new ArrayList<>();
    for (Map<String, Object> span : Json.objects(trace.get("spans"))) {
      spans.add(ofApiSpan(span));
    }
    return sorted(spans);
  }

  static List<SpanFacts> sorted(List<SpanFacts> spans) {
    return spans.stream()
        .sorted(Comparator.comparing(SpanFacts::traceId).thenComparing(SpanFacts::spanId))
        .toList();
  }

  private static SpanFacts ofOtlpJson(
      Map<String, Object> resourceSpans, Map<String, Object> scopeSpans, Map<String, Object> span) {
    Map<String, Object> resource = Json.object(resourceSpans.get("resource"));
    Map<String, Object> scope = Json.object(scopeSpans.get("scope"));
    Map<String, Object> status = Json.object(span.get("status"));
    Map<String, Object> resourceAttributes = attributes(resource.get("attributes"));
    Map<String, Object> attributes = attributes(span.get("attributes"));
    Map<String, Object> merged = new LinkedHashMap<>(resourceAttributes);
    merged.putAll(attributes);
    return new SpanFacts(
        id(span.get("traceId")),
        id(span.get("spanId")),
        id(span.get("parentSpanId")),
        Json.text(span.get("traceState")),
        number(span.get("flags")),
        Json.text(span.get("name")),
        KINDS.get(Integer.parseInt(number(span.get("kind")))),
        STATUS_CODES.get(Integer.parseInt(number(status.get("code")))),
        Json.text(status.get("message")),
        number(span.get("startTimeUnixNano")),
        number(span.get("endTimeUnixNano")),
        resourceAttributes.get("service.name") instanceof String name ? name : "unknown",
        attributes,
        merged,
        resourceAttributes,
        Json.text(resourceSpans.get("schemaUrl")),
        Json.text(scope.get("name")),
        Json.text(scope.get("version")),
        attributes(scope.get("attributes")),
        Json.text(scopeSpans.get("schemaUrl")),
        Json.objects(span.get("events")).stream().map(SpanFacts::otlpEvent).toList(),
        Json.objects(span.get("links")).stream().map(SpanFacts::otlpLink).toList(),
        dropped(span));
  }

  private static Object otlpEvent(Map<String, Object> event) {
    return List.of(
        number(event.get("timeUnixNano")),
        Json.text(event.get("name")),
        attributes(event.get("attributes")));
  }

  private static Object otlpLink(Map<String, Object> link) {
    return List.of(
        id(link.get("traceId")),
        id(link.get("spanId")),
        Json.text(link.get("traceState")),
        attributes(link.get("attributes")));
  }

  private static SpanFacts ofApiSpan(Map<String, Object> span) {
    Map<String, Object> scope = Json.object(span.get("scope"));
    Map<String, Object> status = Json.object(span.get("status"));
    return new SpanFacts(
        Json.text(span.get("traceId")),
        Json.text(span.get("spanId")),
        Json.text(span.get("parentSpanId")),
        Json.text(span.get("traceState")),
        number(span.get("flags")),
        Json.text(span.get("name")),
        Json.text(span.get("kind")),
        Json.text(status.get("code")),
        Json.text(status.get("message")),
        Json.text(span.get("startTimeUnixNano")),
        number(span.get("endTimeUnixNano")),
        Json.text(span.get("serviceName")),
        Json.object(span.get("spanAttributes")),
        Json.object(span.get("attributes")),
        Json.object(span.get("resourceAttributes")),
        Json.text(span.get("schemaUrl")),
        Json.text(scope.get("name")),
        Json.text(scope.get("version")),
        Json.object(scope.get("attributes")),
        Json.text(span.get("scopeSchemaUrl")),
        Json.objects(span.get("events")).stream().map(SpanFacts::apiEvent).toList(),
        Json.objects(span.get("links")).stream().map(SpanFacts::apiLink).toList(),
        dropped(span));
  }

  private static Object apiEvent(Map<String, Object> event) {
    return List.of(
        Json.text(event.get("timeUnixNano")),
        Json.text(event.get("name")),
        Json.object(event.get("attributes")));
  }

  private static Object apiLink(Map<String, Object> link) {
    return List.of(
        Json.text(link.get("traceId")),
        Json.text(link.get("spanId")),
        Json.text(link.get("traceState")),
        Json.object(link.get("attributes")));
  }

  private static List<String> dropped(Map<String, Object> span) {
    return List.of(
        number(span.get("droppedAttributesCount")),
        number(span.get("droppedEventsCount")),
        number(span.get("droppedLinksCount")));
  }

  private static Map<String, Object> attributes(Object keyValues) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (Map<String, Object> keyValue : Json.objects(keyValues)) {
      attributes.put(Json.text(keyValue.get("key")), value(Json.object(keyValue.get("value"))));
    }
    return attributes;
  }

  private static Object value(Map<String, Object> anyValue) {
    for (var entry : anyValue.entrySet()) {
      Object value = entry.getValue();
      return switch (entry.getKey()) {
        case "intValue" -> Long.parseLong(value.toString());
        case "doubleValue" ->
            value instanceof String text ? text : (Object) ((Number) value).doubleValue();
        case "arrayValue" ->
            Json.objects(Json.object(value).get("values")).stream().map(SpanFacts::value).toList();
        case "kvlistValue" -> attributes(Json.object(value).get("values"));
        default -> value;
      };
    }
    return null;
  }

  private static String id(Object hex) {
    return Json.text(hex).toLowerCase(Locale.ROOT);
  }

  private static String number(Object value) {
    return value == null ? "0" : value.toString();
  }
}
