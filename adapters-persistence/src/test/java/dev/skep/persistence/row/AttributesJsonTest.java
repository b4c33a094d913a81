package dev.skep.persistence.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.ArrayValue;
import dev.skep.domain.trace.AttributeValue.BytesValue;
import dev.skep.domain.trace.AttributeValue.MapValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributesJsonTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(AttributeValue.of("GET"), "\"GET\""),
        Arguments.of(AttributeValue.of("a\0\"\\\n"), "\"a\\u0000\\\"\\\\\\n\""),
        Arguments.of(AttributeValue.of(true), "true"),
        Arguments.of(AttributeValue.of(200), "200"),
        Arguments.of(AttributeValue.of(Long.MIN_VALUE), "-9223372036854775808"),
        Arguments.of(AttributeValue.of(200.0), "200.0"),
        Arguments.of(AttributeValue.of(1e300), "1.0E300"),
        Arguments.of(AttributeValue.of(-0.0), "-0.0"),
        Arguments.of(AttributeValue.of(Double.NaN), "{\"$double\":\"NaN\"}"),
        Arguments.of(AttributeValue.of(Double.NEGATIVE_INFINITY), "{\"$double\":\"-Infinity\"}"),
        Arguments.of(new BytesValue(new byte[] {1, 2, 3}), "{\"$bytes\":\"AQID\"}"),
        Arguments.of(AttributeValue.EMPTY, "null"),
        Arguments.of(
            new ArrayValue(List.of(AttributeValue.of(1), AttributeValue.EMPTY)), "[1,null]"),
        Arguments.of(new MapValue(Attributes.NONE), "{}"),
        Arguments.of(map("a", AttributeValue.of("b")), "{\"a\":\"b\"}"),
        Arguments.of(map("$bytes", AttributeValue.of("AQID")), "{\"$map\":{\"$bytes\":\"AQID\"}}"),
        Arguments.of(
            map("$map", map("$double", AttributeValue.of("NaN"))),
            "{\"$map\":{\"$map\":{\"$map\":{\"$double\":\"NaN\"}}}}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void every_type_of_value_has_its_own_json(AttributeValue value, String json) {
    Attributes attributes = Attributes.of("key", value);

    String written = AttributesJson.write(attributes);

    assertThat(written).isEqualTo("{\"key\":" + json + "}");
    assertThat(AttributesJson.read(written)).isEqualTo(attributes);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void any_attributes_are_read_back_equal_and_in_order(long seed) {
    for (Span span : new GeneratedSpans(new Random(seed), 5).spans(500)) {
      Attributes merged = span.mergedAttributes();

      Attributes read = AttributesJson.read(AttributesJson.write(merged));

      assertThat(read).isEqualTo(merged);
      assertThat(read.keys()).isEqualTo(merged.keys());
    }
  }

  @Test
  void every_character_survives_in_keys_and_texts() {
    var attributes = Attributes.builder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        attributes.put("k" + Character.toString(c), "v" + Character.toString(c));
      }
    }
    Attributes all = attributes.build();

    assertThat(AttributesJson.read(AttributesJson.write(all))).isEqualTo(all);
  }

  @Test
  void an_attribute_whose_own_key_looks_like_an_escape_is_just_an_attribute() {
    Attributes attributes = Attributes.of("$bytes", AttributeValue.of("AQID"));

    assertThat(AttributesJson.write(attributes)).isEqualTo("{\"$bytes\":\"AQID\"}");
    assertThat(AttributesJson.read("{\"$bytes\":\"AQID\"}")).isEqualTo(attributes);
  }

  @Test
  void a_name_of_any_length_is_read_back() {
    Attributes attributes = Attributes.of("k".repeat(200_000), AttributeValue.of("v"));

    assertThat(AttributesJson.read(AttributesJson.write(attributes))).isEqualTo(attributes);
  }

  private static MapValue map(String key, AttributeValue value) {
    return new MapValue(Attributes.of(key, value));
  }
}
