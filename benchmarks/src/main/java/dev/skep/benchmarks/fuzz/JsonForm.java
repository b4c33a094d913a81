package dev.skep.benchmarks.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Writes any message of OTLP as OTLP JSON: 64-bit numbers now as texts, now as numbers.
///
/// Source: OTLP, "JSON Protobuf Encoding".
final class JsonForm {
  private static final JsonFactory JSON = new JsonFactory();
  private static final HexFormat HEX = HexFormat.of();

  private final JsonGenerator json;
  private final RandomGenerator random;

  private JsonForm(JsonGenerator json, RandomGenerator random) {
    this.json = json;
    this.random = random;
  }

  static String of(Message message, RandomGenerator random) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new JsonForm(json, random).message(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void message(Message message) throws IOException {
    json.writeStartObject();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      json.writeFieldName(field.getKey().getJsonName());
      if (field.getValue() instanceof List<?> values) {
        json.writeStartArray();
        for (Object value : values) {
          value(field.getKey(), value);
        }
        json.writeEndArray();
      } else {
        value(field.getKey(), field.getValue());
      }
    }
    json.writeEndObject();
  }

  private void value(FieldDescriptor field, Object value) throws IOException {
    switch (value) {
      case Message message -> message(message);
      case ByteString bytes when field.getName().endsWith("_id") ->
          json.writeString(HEX.formatHex(bytes.toByteArray()));
      case ByteString bytes ->
          json.writeString(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case EnumValueDescriptor number -> json.writeNumber(number.getNumber());
      case Long number when field.getType() == FieldDescriptor.Type.FIXED64 ->
          integer(Long.toUnsignedString(number));
      case Long number -> integer(number.toString());
      case Integer number -> integer(Integer.toUnsignedString(number));
      case Boolean truth -> json.writeBoolean(truth);
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Double number -> json.writeString(number.toString());
      default -> json.writeString(value.toString());
    }
  }

  private void integer(String digits) throws IOException {
    if (random.nextBoolean()) {
      json.writeString(digits);
    } else {
      json.writeNumber(digits);
    }
  }
}
