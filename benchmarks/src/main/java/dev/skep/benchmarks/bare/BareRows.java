package dev.skep.benchmarks.bare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.benchmarks.traffic.TrafficFile;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns the spans of a file into rows.
final class BareRows {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Integer> names = new HashMap<>();
  private final Map<Resource, Integer> resources = new HashMap<>();
  private final List<BareRow> rows = new ArrayList<>();

  private BareRows() {}

  /// The first rows of a file.
  static List<BareRow> read(TrafficFile file, long atMost) throws IOException {
    BareRows all = new BareRows();
    for (int i = 0; i < file.requests() && all.rows.size() < atMost; i++) {
      var request = ExportTraceServiceRequest.parseFrom(file.body(i).asByteBuffer());
      for (ResourceSpans resource : request.getResourceSpansList()) {
        all.add(resource);
      }
    }
    return all.rows;
  }

  private void add(ResourceSpans spans) throws IOException {
    int resource = resources.computeIfAbsent(spans.getResource(), added -> resources.size());
    for (ScopeSpans scope : spans.getScopeSpansList()) {
      for (Span span : scope.getSpansList()) {
        rows.add(row(span, resource));
      }
    }
  }

  private BareRow row(Span span, int resource) throws IOException {
    return new BareRow(
        span.getTraceId().toByteArray(),
        span.getSpanId().toByteArray(),
        span.getParentSpanId().isEmpty() ? null : span.getParentSpanId().toByteArray(),
        names.computeIfAbsent(span.getName(), added -> names.size()),
        resource,
        span.getKindValue(),
        span.getStatus().getCodeValue(),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano() - span.getStartTimeUnixNano(),
        json(span.getAttributesList()));
  }

  private static String json(List<KeyValue> attributes) throws IOException {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (KeyValue attribute : attributes) {
        json.writeFieldName(attribute.getKey());
        if (attribute.getValue().hasStringValue()) {
          json.writeString(attribute.getValue().getStringValue());
        } else {
          json.writeNumber(attribute.getValue().getIntValue());
        }
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
