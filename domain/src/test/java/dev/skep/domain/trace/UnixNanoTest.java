package dev.skep.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnixNanoTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_700_000_000_150_000_001L, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void every_unsigned_count_survives_the_way_to_an_instant_and_back(long nanos) {
    assertThat(UnixNano.of(UnixNano.toInstant(nanos))).isEqualTo(nanos);
  }

  @Test
  void the_largest_count_is_written_with_all_digits() {
    assertThat(UnixNano.decimal(UnixNano.toInstant(-1))).isEqualTo("18446744073709551615");
    assertThat(UnixNano.toInstant(-1)).isEqualTo(Instant.parse("2554-07-21T23:34:33.709551615Z"));
  }

  @Test
  void a_position_is_the_count_as_far_as_a_signed_number_reaches() {
    assertThat(UnixNano.position(UnixNano.toInstant(42))).isEqualTo(42);
    assertThat(UnixNano.position(UnixNano.toInstant(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(UnixNano.position(UnixNano.toInstant(Long.MIN_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(UnixNano.position(UnixNano.toInstant(-1))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_length_of_time_ends_at_the_largest_number() {
    assertThat(UnixNano.nanos(Duration.ofNanos(7))).isEqualTo(7);
    assertThat(UnixNano.nanos(Duration.ofDays(365 * 500))).isEqualTo(Long.MAX_VALUE);
  }
}
