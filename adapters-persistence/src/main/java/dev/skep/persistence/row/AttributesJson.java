package dev.skep.persistence.row;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Attributes as a JSON object that keeps the type of every value:
///
/// | Value | JSON |
/// | --- | --- |
/// | text, truth value | as such |
/// | integer | number without point and exponent |
/// | double | number with point or exponent |
/// | NaN, infinity | `{"$double":"NaN"}`, `{"$double":"-Infinity"}` |
/// | bytes | `{"$bytes":"base64"}` |
/// | array, map | array, object |
/// | a map whose first key begins with `$` | `{"$map":{…}}` |
/// | no value | `null` |
public final class AttributesJson {
  private static final String BYTES = "$bytes";
  private static final String DOUBLE = "$double";
  private static final String MAP = "$map";

  // So many always fit into a long.
  private static final int SURE_DIGITS = 18;

  private AttributesJson() {}

  public static String write(Attributes attributes) {
    return attributes.isEmpty() ? "{}" : Json.write(json -> write(json, attributes));
  }

  public static Attributes read(String text) {
    return text.equals("{}") ? Attributes.NONE : Json.read(text, AttributesJson::read);
  }

  public static void write(JsonGenerator json, Attributes attributes) throws IOException {
    json.writeStartObject();
    attributes.forEach((key, value) -> {
      try {
        json.writeFieldName(key);
        write(json, value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    json.writeEndObject();
  }

  /// Reads the object at whose beginning `json` stands.
  public static Attributes read(JsonParser json) throws IOException {
    var attributes = Attributes.builder();
    while (Json.nextEntry(json)) {
      attributes.put(json.currentName(), value(json));
    }
    return attributes.build();
  }

  private static void write(JsonGenerator json, AttributeValue value) throws IOException {
    switch (value) {
      case StringValue(String text) -> json.writeString(text);
      case BoolValue(boolean truth) -> json.writeBoolean(truth);
      case IntValue(long number) -> json.writeNumber(number);
      case DoubleValue(double number) -> write(json, number);
      case ArrayValue(List<AttributeValue> values) -> {
        json.writeStartArray();
        for (AttributeValue element : values) {
          write(json, element);
        }
        json.writeEndArray();
      }
      case MapValue(Attributes entries) -> writeMap(json, entries);
      case EmptyValue() -> json.writeNull();
      case BytesValue bytes -> {
        json.writeStartObject();
        json.writeFieldName(BYTES);
        json.writeBinary(bytes.bytes());
        json.writeEndObject();
      }
    }
  }

  private static void write(JsonGenerator json, double number) throws IOException {
    if (Double.isFinite(number)) {
      // Always with a point: 1.0 and 1.0E300.
      json.writeNumber(Double.toString(number));
    } else {
      json.writeStartObject();
      json.writeStringField(DOUBLE, Double.toString(number));
      json.writeEndObject();
    }
  }

  private static void writeMap(JsonGenerator json, Attributes entries) throws IOException {
    if (entries.isEmpty() || !entries.keys().getFirst().startsWith("$")) {
      write(json, entries);
    } else {
      json.writeStartObject();
      json.writeFieldName(MAP);
      write(json, entries);
      json.writeEndObject();
    }
  }

  /// One value as JSON of its own.
  public static String writeValue(AttributeValue value) {
    return switch (value) {
      // Nearly all values, and a generator for each would cost more than all the rest.
      case StringValue(String text) when isPlain(text) -> '"' + text + '"';
      case IntValue(long number) -> Long.toString(number);
      default -> Json.write(json -> write(json, value));
    };
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /// The value that a text of [#writeValue] says.
  public static AttributeValue readValue(String text) {
    int end = text.length() - 1;
    // Nearly all values, and a parser for each would cost more than all the rest.
    if (end > 0 && text.charAt(0) == '"' && text.indexOf('\\') < 0) {
      return AttributeValue.of(text.substring(1, end));
    }
    if (end >= 0 && end < SURE_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return AttributeValue.of(Long.parseLong(text));
    }
    return Json.read(text, AttributesJson::value);
  }

  /// Reads the value at whose first token `json` stands.
  static AttributeValue value(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return switch (token) {
      case VALUE_STRING -> AttributeValue.of(json.getText());
      case VALUE_TRUE -> AttributeValue.of(true);
      case VALUE_FALSE -> AttributeValue.of(false);
      case VALUE_NUMBER_INT -> AttributeValue.of(json.getLongValue());
      case VALUE_NUMBER_FLOAT -> AttributeValue.of(json.getDoubleValue());
      case VALUE_NULL -> AttributeValue.EMPTY;
      case START_ARRAY -> array(json);
      case START_OBJECT -> object(json);
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static AttributeValue array(JsonParser json) throws IOException {
    List<AttributeValue> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json));
    }
    return new ArrayValue(values);
  }

  private static AttributeValue object(JsonParser json) throws IOException {
    var entries = Attributes.builder();
    while (Json.nextEntry(json)) {
      String key = json.currentName();
      if (entries.size() == 0 && key.startsWith("$")) {
        AttributeValue escaped = escaped(key, json);
        json.nextToken();
        return escaped;
      }
      entries.put(key, value(json));
    }
    return new MapValue(entries.build());
  }

  private static AttributeValue escaped(String key, JsonParser json) throws IOException {
    return switch (key) {
      case BYTES -> new BytesValue(json.getBinaryValue());
      case DOUBLE -> AttributeValue.of(Double.parseDouble(json.getText()));
      case MAP -> new MapValue(read(json));
      default -> throw new IOException("unknown escape " + key);
    };
  }
}
