package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
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
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpansBySender;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// A trace as an OTLP/JSON export request: sent to an OTLP receiver it gives the same spans again.
/// Ids stand as they are stored, times and integers as decimal strings, enums as numbers.
///
/// Source: OTLP specification, "JSON Protobuf Encoding"; `ExportTraceServiceRequest`.
public final class OtlpJson {
  private OtlpJson() {}

  /// Writes it as one JSON object.
  ///
  /// @param pieces its spans. Of each piece, those with the same resource and scope stand together
  public static void write(JsonGenerator json, Iterable<List<Span>> pieces) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("resourceSpans");
    for (List<Span> piece : pieces) {
      writePiece(json, piece);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writePiece(JsonGenerator json, List<Span> spans) throws IOException {
    for (var resource : SpansBySender.of(spans).entrySet()) {
      json.writeStartObject();
      writeResource(json, resource.getKey());
      json.writeArrayFieldStart("scopeSpans");
      for (var scope : resource.getValue().entrySet()) {
        json.writeStartObject();
        writeScope(json, scope.getKey());
        json.writeArrayFieldStart("spans");
        for (Span span : scope.getValue()) {
          write(json, span);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writeResource(JsonGenerator json, Resource resource) throws IOException {
    json.writeObjectFieldStart("resource");
    writeAttributes(json, resource.attributes(), resource.droppedAttributesCount());
    json.writeEndObject();
    json.writeStringField("schemaUrl", resource.schemaUrl());
  }

  private static void writeScope(JsonGenerator json, InstrumentationScope scope)
      throws IOException {
    json.writeObjectFieldStart("scope");
    json.writeStringField("name", scope.name());
    json.writeStringField("version", scope.version());
    writeAttributes(json, scope.attributes(), scope.droppedAttributesCount());
    json.writeEndObject();
    json.writeStringField("schemaUrl", scope.schemaUrl());
  }

  private static void write(JsonGenerator json, Span span) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", span.traceId().value());
    json.writeStringField("spanId", span.spanId().value());
    json.writeStringField("traceState", span.traceState());
    if (span.parent() instanceof Parent.Of(SpanId parent)) {
      json.writeStringField("parentSpanId", parent.value());
    }
    json.writeNumberField("flags", span.flags());
    json.writeStringField("name", span.name());
    json.writeNumberField("kind", span.kind().number());
    json.writeStringField("startTimeUnixNano", UnixNano.decimal(span.start()));
    if (span.end() instanceof EndTime.At(Instant end)) {
      json.writeStringField("endTimeUnixNano", UnixNano.decimal(end));
    }
    writeAttributes(json, span.attributes(), span.dropped().attributes());
    writeEvents(json, span);
    writeLinks(json, span);
    json.writeObjectFieldStart("status");
    json.writeNumberField("code", span.status().code().number());
    json.writeStringField("message", span.status().message());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeEvents(JsonGenerator json, Span span) throws IOException {
    json.writeArrayFieldStart("events");
    for (SpanEvent event : span.events()) {
      json.writeStartObject();
      json.writeStringField("timeUnixNano", UnixNano.decimal(event.time()));
      json.writeStringField("name", event.name());
      writeAttributes(json, event.attributes(), event.droppedAttributesCount());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("droppedEventsCount", span.dropped().events());
  }

  private static void writeLinks(JsonGenerator json, Span span) throws IOException {
    json.writeArrayFieldStart("links");
    for (SpanLink link : span.links()) {
      json.writeStartObject();
      json.writeStringField("traceId", link.traceId());
      json.writeStringField("spanId", link.spanId());
      json.writeStringField("traceState", link.traceState());
      writeAttributes(json, link.attributes(), link.droppedAttributesCount());
      json.writeNumberField("flags", link.flags());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("droppedLinksCount", span.dropped().links());
  }

  private static void writeAttributes(JsonGenerator json, Attributes attributes, long dropped)
      throws IOException {
    json.writeFieldName("attributes");
    writeEntries(json, attributes);
    json.writeNumberField("droppedAttributesCount", dropped);
  }

  private static void writeEntries(JsonGenerator json, Attributes attributes) throws IOException {
    json.writeStartArray();
    AttributeJson.each(
        attributes,
        (key, value) -> {
          json.writeStartObject();
          json.writeStringField("key", key);
          json.writeFieldName("value");
          writeValue(json, value);
          json.writeEndObject();
        });
    json.writeEndArray();
  }

  private static void writeValue(JsonGenerator json, AttributeValue value) throws IOException {
    json.writeStartObject();
    switch (value) {
      case StringValue(String text) -> json.writeStringField("stringValue", text);
      case BoolValue(boolean truth) -> json.writeBooleanField("boolValue", truth);
      case IntValue(long number) -> json.writeStringField("intValue", Long.toString(number));
      case BytesValue bytes -> json.writeBinaryField("bytesValue", bytes.bytes());
      case EmptyValue() -> {}
      case DoubleValue(double number) -> {
        json.writeFieldName("doubleValue");
        AttributeJson.writeDouble(json, number);
      }
      case ArrayValue(var values) -> {
        json.writeObjectFieldStart("arrayValue");
        json.writeArrayFieldStart("values");
        for (AttributeValue element : values) {
          writeValue(json, element);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      case MapValue(Attributes entries) -> {
        json.writeObjectFieldStart("kvlistValue");
        json.writeFieldName("values");
        writeEntries(json, entries);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }
}
