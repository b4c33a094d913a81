package dev.skep.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TraceIdTest {
  @Test
  void hexadecimal_digits_are_one_id_in_either_case() {
    assertThat(TraceId.parse("ABCDEF1234567890abcdef1234567890"))
        .contains(new TraceId("abcdef1234567890abcdef1234567890"));
  }

  @Test
  void the_bytes_of_protobuf_and_the_digits_of_json_are_one_id() {
    byte[] bytes = new byte[16];
    bytes[0] = (byte) 0xab;
    bytes[15] = 1;

    assertThat(TraceId.parse(bytes)).isEqualTo(TraceId.parse("AB000000000000000000000000000001"));
  }

  @Test
  void other_texts_are_kept_as_they_were_sent() {
    assertThat(TraceId.parse("abc123...").orElseThrow().value()).isEqualTo("abc123...");
    assertThat(TraceId.parse("ABC").orElseThrow().value()).isEqualTo("ABC");
    assertThat(TraceId.parse("ABC").orElseThrow().isHex()).isFalse();
  }

  @Test
  void empty_too_long_and_all_zero_are_no_ids() {
    assertThat(TraceId.parse("")).isEmpty();
    assertThat(TraceId.parse("x".repeat(64))).isPresent();
    assertThat(TraceId.parse("x".repeat(65))).isEmpty();
    assertThat(TraceId.parse("0".repeat(32))).isEmpty();
    assertThat(TraceId.parse(new byte[16])).isEmpty();
    assertThat(TraceId.parse(new byte[] {1, 2})).isEmpty();
  }

  @Test
  void the_constructor_refuses_what_parse_refuses() {
    assertThatThrownBy(() -> new TraceId("0".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void irregular_ids_come_before_regular_ones_and_each_sort_by_what_they_encode() {
    Stream<TraceId> ids =
        Stream.of(
                "f".repeat(32),
                "7".repeat(16) + "f".repeat(16),
                "z",
                "\ud83d\ude80",
                "\uffff",
                "7".repeat(32),
                "a")
            .map(TraceId::new);

    assertThat(ids.sorted().map(TraceId::value))
        .containsExactly(
            "a",
            "z",
            "\uffff",
            "\ud83d\ude80",
            "7".repeat(32),
            "7".repeat(16) + "f".repeat(16),
            "f".repeat(32));
  }

  @Test
  void a_span_id_is_eight_bytes() {
    assertThat(SpanId.parse("00F067AA0BA902B7")).contains(new SpanId("00f067aa0ba902b7"));
    assertThat(SpanId.parse("0".repeat(16))).isEmpty();
    assertThat(SpanId.parse("span001").orElseThrow().value()).isEqualTo("span001");
  }

  @Test
  void a_regular_id_is_its_longs() {
    TraceId id = new TraceId("00f067aa0ba902b7FFFFFFFFFFFFFFFF");

    assertThat(TraceId.of(0x00f067aa0ba902b7L, -1)).isEqualTo(id).hasSameHashCodeAs(id);
    assertThat(id.high()).isEqualTo(0x00f067aa0ba902b7L);
    assertThat(id.low()).isEqualTo(-1);
    assertThat(id).hasToString("00f067aa0ba902b7ffffffffffffffff");
    assertThat(SpanId.of(0x00f067aa0ba902b7L)).isEqualTo(new SpanId("00f067aa0ba902b7"));
    assertThat(new SpanId("00F067AA0BA902B7").bits()).isEqualTo(0x00f067aa0ba902b7L);
  }

  @Test
  void an_irregular_id_has_no_longs_and_equals_no_regular_one() {
    TraceId id = new TraceId("abc123...");

    assertThat(id.high() | id.low()).isZero();
    assertThat(id).isEqualTo(new TraceId("abc123...")).isNotEqualTo(new TraceId("abc124..."));
    assertThat(new SpanId("x").bits()).isZero();
    assertThatThrownBy(() -> TraceId.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SpanId.of(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
