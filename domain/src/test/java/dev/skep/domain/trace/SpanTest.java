package dev.skep.domain.trace;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpanTest {
  @Test
  void a_duration_keeps_its_nanoseconds() {
    assertThat(span(1).lasting(Duration.ofNanos(37)).build().duration())
        .isEqualTo(Duration.ofNanos(37));
  }

  @Test
  void without_an_end_the_duration_is_zero() {
    Span running = span(1).ending(EndTime.NONE).build();

    assertThat(running.duration()).isZero();
    assertThat(running.endsBeforeStart()).isFalse();
    assertThat(running.lastMoment()).isEqualTo(NOON);
  }

  @Test
  void an_end_before_the_start_makes_a_duration_of_zero_and_is_told() {
    Span odd = span(1).ending(EndTime.at(NOON.minusSeconds(1))).build();

    assertThat(odd.duration()).isZero();
    assertThat(odd.endsBeforeStart()).isTrue();
    assertThat(odd.lastMoment()).isEqualTo(NOON);
  }

  @ParameterizedTest
  @CsvSource({
    "0,INTERNAL",
    "1,INTERNAL",
    "2,SERVER",
    "3,CLIENT",
    "4,PRODUCER",
    "5,CONSUMER",
    "6,INTERNAL",
    "-1,INTERNAL"
  })
  void kinds_have_the_numbers_of_otlp(int number, SpanKind kind) {
    assertThat(SpanKind.ofNumber(number)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"0,UNSET", "1,OK", "2,ERROR", "3,UNSET", "-1,UNSET"})
  void status_codes_have_the_numbers_of_otlp(int number, StatusCode code) {
    assertThat(StatusCode.ofNumber(number)).isEqualTo(code);
  }
}
