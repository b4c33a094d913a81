package dev.skep.bootstrap.demo;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// A stretch of demonstration traffic, looked at from several sides.
record SentSpans(List<ExportTraceServiceRequest> requests) {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

  /// What is sent from five minutes before noon until `span` after it, asked for every second.
  static SentSpans of(long seed, Duration span) {
    var traffic = new Traffic(new Random(seed));
    var requests = new ArrayList<ExportTraceServiceRequest>();
    for (var second = 0; second <= span.toSeconds(); second++) {
      requests.addAll(traffic.until(NOON.plusSeconds(second)));
    }
    return new SentSpans(requests);
  }

  List<ResourceSpans> resourceSpans() {
    return requests.stream().flatMap(request -> request.getResourceSpansList().stream()).toList();
  }

  List<Resource> resources() {
    return resourceSpans().stream().map(ResourceSpans::getResource).distinct().toList();
  }

  List<ScopeSpans> scopes() {
    return resourceSpans().stream().flatMap(each -> each.getScopeSpansList().stream()).toList();
  }

  List<Span> spans() {
    return scopes().stream().flatMap(scope -> scope.getSpansList().stream()).toList();
  }

  Map<ByteString, List<Span>> traces() {
    return spans().stream()
        .collect(Collectors.groupingBy(Span::getTraceId, LinkedHashMap::new, Collectors.toList()));
  }

  /// The place of the request that brought each span, by the span's id.
  Map<ByteString, Integer> requestOfSpan() {
    var places = new LinkedHashMap<ByteString, Integer>();
    for (var place = 0; place < requests.size(); place++) {
      for (var span : new SentSpans(List.of(requests.get(place))).spans()) {
        places.put(span.getSpanId(), place);
      }
    }
    return places;
  }

  /// Text of the attribute, or its number as text, or empty.
  static String attribute(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> text(attribute.getValue()))
        .findFirst()
        .orElse("");
  }

  static List<String> keys(List<KeyValue> attributes) {
    return attributes.stream().map(KeyValue::getKey).toList();
  }

  private static String text(AnyValue value) {
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }
}
