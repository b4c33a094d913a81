package dev.skep.persistence.segment;

import static dev.skep.domain.trace.Spans.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TrickleTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InstantSource source = now::get;
  private final Trickle trickle = new Trickle(10, source.withZone(ZoneOffset.UTC));

  @Test
  void five_minutes_with_few_spans_are_a_trickle() {
    assertThat(trickle.isAt(1_000)).isFalse();
    later(299);
    assertThat(trickle.isAt(1_010)).isFalse();
    later(1);
    assertThat(trickle.isAt(1_010)).isTrue();
  }

  @Test
  void as_soon_as_more_come_it_is_none() {
    later(300);
    assertThat(trickle.isAt(10)).isTrue();

    assertThat(trickle.isAt(11)).isFalse();
    later(200);
    assertThat(trickle.isAt(22)).isFalse();
    later(299);
    assertThat(trickle.isAt(22)).isFalse();
    later(1);
    assertThat(trickle.isAt(22)).isTrue();
  }

  @Test
  void the_next_segment_is_looked_at_afresh() {
    trickle.isAt(1_000);
    later(300);
    assertThat(trickle.isAt(1_000)).isTrue();

    assertThat(trickle.isAt(0)).isFalse();
  }

  private void later(int seconds) {
    now.updateAndGet(moment -> moment.plusSeconds(seconds));
  }
}
