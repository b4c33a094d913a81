package dev.skep.persistence.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdBytesTest {
  private static final List<TraceId> TRACES =
      List.of(
          new TraceId("!"),
          new TraceId("0".repeat(31)),
          new TraceId("abc123..."),
          new TraceId("abcdef"),
          new TraceId("zoë\uffff"),
          new TraceId("zoë\ud83d\ude80"),
          new TraceId("0".repeat(31) + "1"),
          new TraceId("f".repeat(32)));

  @Test
  void a_regular_id_is_its_bytes() {
    assertThat(IdBytes.of(new SpanId("00000000000000ff")))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0xff);
  }

  @Test
  void an_irregular_id_is_zeros_and_its_text() {
    assertThat(IdBytes.of(new SpanId("s1"))).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 's', '1');
  }

  @Test
  void every_id_is_read_back() {
    for (TraceId id : TRACES) {
      assertThat(IdBytes.traceId(IdBytes.of(id))).isEqualTo(id);
    }
    for (SpanId id : List.of(new SpanId("s1"), new SpanId("00f067aa0ba902b7"))) {
      assertThat(IdBytes.spanId(IdBytes.of(id))).isEqualTo(id);
    }
  }

  @Test
  void bytes_stand_in_the_order_of_the_ids() {
    assertThat(TRACES).isSorted();
    assertThat(TRACES.stream().map(IdBytes::of).toList())
        .isSortedAccordingTo(Arrays::compareUnsigned);
  }
}
