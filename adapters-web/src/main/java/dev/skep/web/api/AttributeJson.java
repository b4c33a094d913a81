package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonFactory;
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
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Attributes as plain JSON: integers with all their digits, NaN and the infinities as text, bytes
/// as base64 text, empty values as null.
public final class AttributeJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private AttributeJson() {}

  /// One value as JSON text.
  public static String text(AttributeValue value) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// An object with one field for each attribute, in order.
  static void write(JsonGenerator json, Attributes attributes) throws IOException {
    json.writeStartObject();
    each(
        attributes,
        (key, value) -> {
          json.writeFieldName(key);
          write(json, value);
        });
    json.writeEndObject();
  }

  /// Writes one attribute.
  @FunctionalInterface
  interface Entry {
    void write(String key, AttributeValue value) throws IOException;
  }

  /// Hands each attribute to `entry`, in order.
  static void each(Attributes attributes, Entry entry) throws IOException {
    try {
      attributes.forEach((key, value) -> {
        try {
          entry.write(key, value);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static void write(JsonGenerator json, AttributeValue value) throws IOException {
    switch (value) {
      case StringValue(String text) -> json.writeString(text);
      case BoolValue(boolean truth) -> json.writeBoolean(truth);
      case IntValue(long number) -> json.writeNumber(number);
      case DoubleValue(double number) -> writeDouble(json, number);
      case BytesValue bytes -> json.writeBinary(bytes.bytes());
      case EmptyValue() -> json.writeNull();
      case MapValue(Attributes entries) -> write(json, entries);
      case ArrayValue(var values) -> {
        json.writeStartArray();
        for (AttributeValue element : values) {
          write(json, element);
        }
        json.writeEndArray();
      }
    }
  }

  /// JSON has no NaN and no infinity; protobuf's JSON form writes their names.
  static void writeDouble(JsonGenerator json, double number) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeString(Double.toString(number));
    }
  }
}
