package dev.skep.persistence.row;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class KnownSpansTest {
  private final KnownSpans known = new KnownSpans(16);

  @Test
  void a_span_is_new_once() {
    assertThat(known.add(span(1).build())).isTrue();
    assertThat(known.add(span(1).build())).isFalse();
    assertThat(known.add(span(1).named("another").build())).isTrue();
    assertThat(known.add(span(1).named("another").build())).isFalse();
  }

  @Test
  @Timeout(30)
  void a_sender_that_repeats_its_ids_for_ever_different_spans_does_not_slow_it_down() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100_000; i++) {
        assertThat(known.add(span(1).lasting(Duration.ofNanos(i)).build())).isEqualTo(round == 0);
      }
    }
  }
}
