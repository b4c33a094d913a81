package dev.skep.benchmarks.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/// Writes as OTLP JSON what the benchmarks' traffic has in it, in the form of today's exporters:
/// compact, 64-bit numbers as texts.
///
/// Source: OTLP, "JSON Protobuf Encoding".
final class OtlpJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private OtlpJson(JsonGenerator json) {
    this.json = json;
  }

  static byte[] of(ExportTraceServiceRequest request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new OtlpJson(json).write(request);
    }
    return bytes.toByteArray();
  }

  private void write(ExportTraceServiceRequest request) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("resourceSpans");
    for (ResourceSpans spans : request.getResourceSpansList()) {
      json.writeStartObject();
      json.writeObjectFieldStart("resource");
      write(spans.getResource().getAttributesList());
      json.writeEndObject();
      json.writeArrayFieldStart("scopeSpans");
      for (ScopeSpans scope : spans.getScopeSpansList()) {
        write(scope);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(ScopeSpans scope) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("scope");
    json.writeEndObject();
    json.writeArrayFieldStart("spans");
    for (Span span : scope.getSpansList()) {
      write(span);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Span span) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", hex(span.getTraceId()));
    json.writeStringField("spanId", hex(span.getSpanId()));
    json.writeStringField("parentSpanId", hex(span.getParentSpanId()));
    json.writeStringField("name", span.getName());
    json.writeNumberField("kind", span.getKindValue());
    json.writeStringField("startTimeUnixNano", String.valueOf(span.getStartTimeUnixNano()));
    json.writeStringField("endTimeUnixNano", String.valueOf(span.getEndTimeUnixNano()));
    write(span.getAttributesList());
    json.writeObjectFieldStart("status");
    if (!span.getStatus().getMessage().isEmpty()) {
      json.writeStringField("message", span.getStatus().getMessage());
    }
    if (span.getStatus().getCodeValue() != 0) {
      json.writeNumberField("code", span.getStatus().getCodeValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void write(List<KeyValue> attributes) throws IOException {
    json.writeArrayFieldStart("attributes");
    for (KeyValue attribute : attributes) {
      json.writeStartObject();
      json.writeStringField("key", attribute.getKey());
      json.writeObjectFieldStart("value");
      if (attribute.getValue().hasStringValue()) {
        json.writeStringField("stringValue", attribute.getValue().getStringValue());
      } else {
        json.writeStringField("intValue", String.valueOf(attribute.getValue().getIntValue()));
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
