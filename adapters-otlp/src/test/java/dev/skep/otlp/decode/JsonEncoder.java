package dev.skep.otlp.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Writes spans as an export request in JSON. Where OTLP allows several spellings, there are two
/// variants: ids in lower or upper case, 64-bit integers as text or as numbers.
public final class JsonEncoder {
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;
  private final boolean plain;

  private JsonEncoder(boolean plain) throws IOException {
    this.json = new JsonFactory().createGenerator(text);
    this.plain = plain;
  }

  /// In OTLP's recommended spelling.
  public static String encode(List<Span> spans) {
    return encode(spans, true);
  }

  /// In the other spelling that must be read as well: upper case, numbers.
  public static String encodeOtherwise(List<Span> spans) {
    return encode(spans, false);
  }

  private static String encode(List<Span> spans, boolean plain) {
    try {
      JsonEncoder encoder = new JsonEncoder(plain);
      encoder.request(spans);
      encoder.json.close();
      return encoder.text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void request(List<Span> spans) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("resourceSpans");
    for (Span span : spans) {
      json.writeStartObject();
      json.writeStringField("schemaUrl", span.resource().schemaUrl());
      json.writeArrayFieldStart("scopeSpans");
      scopeSpans(span);
      json.writeEndArray();
      json.writeObjectFieldStart("resource");
      attributes(span.resource().attributes(), span.resource().droppedAttributesCount());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void scopeSpans(Span span) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("spans");
    span(span);
    json.writeEndArray();
    json.writeObjectFieldStart("scope");
    json.writeStringField("name", span.scope().name());
    json.writeStringField("version", span.scope().version());
    attributes(span.scope().attributes(), span.scope().droppedAttributesCount());
    json.writeEndObject();
    json.writeStringField("schemaUrl", span.scope().schemaUrl());
    json.writeEndObject();
  }

  private void span(Span span) throws IOException {
    json.writeStartObject();
    id("traceId", span.traceId().value());
    id("spanId", span.spanId().value());
    id("parentSpanId", span.parent() instanceof Parent.Of(var parent) ? parent.value() : "");
    json.writeStringField("traceState", span.traceState());
    json.writeNumberField("flags", span.flags());
    json.writeStringField("name", span.name());
    json.writeNumberField("kind", span.kind().number());
    time("startTimeUnixNano", span.start());
    if (span.end() instanceof EndTime.At(var time)) {
      time("endTimeUnixNano", time);
    }
    json.writeObjectFieldStart("status");
    json.writeNumberField("code", span.status().code().number());
    json.writeStringField("message", span.status().message());
    json.writeEndObject();
    attributes(span.attributes(), span.dropped().attributes());
    json.writeArrayFieldStart("events");
    for (SpanEvent event : span.events()) {
      event(event);
    }
    json.writeEndArray();
    json.writeNumberField("droppedEventsCount", span.dropped().events());
    json.writeArrayFieldStart("links");
    for (SpanLink link : span.links()) {
      link(link);
    }
    json.writeEndArray();
    json.writeNumberField("droppedLinksCount", span.dropped().links());
    json.writeEndObject();
  }

  private void event(SpanEvent event) throws IOException {
    json.writeStartObject();
    time("timeUnixNano", event.time());
    json.writeStringField("name", event.name());
    attributes(event.attributes(), event.droppedAttributesCount());
    json.writeEndObject();
  }

  private void link(SpanLink link) throws IOException {
    json.writeStartObject();
    id("traceId", link.traceId());
    id("spanId", link.spanId());
    json.writeStringField("traceState", link.traceState());
    json.writeNumberField("flags", link.flags());
    attributes(link.attributes(), link.droppedAttributesCount());
    json.writeEndObject();
  }

  private void attributes(Attributes attributes, long dropped) throws IOException {
    json.writeNumberField("droppedAttributesCount", dropped);
    json.writeFieldName("attributes");
    entries(attributes);
  }

  private void entries(Attributes attributes) throws IOException {
    json.writeStartArray();
    for (String key : attributes.keys()) {
      json.writeStartObject();
      json.writeStringField("key", key);
      json.writeFieldName("value");
      value(attributes.get(key).orElseThrow());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void value(AttributeValue value) throws IOException {
    json.writeStartObject();
    switch (value) {
      case AttributeValue.StringValue(var text) -> json.writeStringField("stringValue", text);
      case AttributeValue.BoolValue(var truth) -> json.writeBooleanField("boolValue", truth);
      case AttributeValue.IntValue(var number) -> int64("intValue", Long.toString(number));
      // Jackson writes NaN and the infinities as the texts that protobuf's JSON has for them.
      case AttributeValue.DoubleValue(var number) -> json.writeNumberField("doubleValue", number);
      case AttributeValue.ArrayValue(var values) -> {
        json.writeObjectFieldStart("arrayValue");
        json.writeArrayFieldStart("values");
        for (AttributeValue element : values) {
          value(element);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      case AttributeValue.MapValue(var entries) -> {
        json.writeObjectFieldStart("kvlistValue");
        json.writeFieldName("values");
        entries(entries);
        json.writeEndObject();
      }
      case AttributeValue.BytesValue bytes ->
          json.writeStringField("bytesValue", Base64.getEncoder().encodeToString(bytes.bytes()));
      case AttributeValue.EmptyValue() -> {}
    }
    json.writeEndObject();
  }

  private void id(String field, String id) throws IOException {
    json.writeStringField(field, plain ? id : id.toUpperCase(Locale.ROOT));
  }

  private void time(String field, Instant time) throws IOException {
    int64(field, UnixNano.decimal(time));
  }

  private void int64(String field, String digits) throws IOException {
    if (plain) {
      json.writeStringField(field, digits);
    } else {
      json.writeFieldName(field);
      json.writeNumber(digits);
    }
  }
}
