package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.TraceId;
import org.junit.jupiter.api.Test;

/// What every store of pins promises.
public interface PinnedTracesContract {
  Storage storage();

  @Test
  default void pinned_traces_are_listed_the_last_one_first() {
    PinnedTraces pins = storage().pins();
    var first = new PinnedTrace(traceId(1), "slow", NOON);
    var second = new PinnedTrace(new TraceId("abc123..."), "", NOON.plusNanos(1));
    pins.pin(first);
    pins.pin(second);

    assertThat(pins.all()).containsExactly(second, first);
  }

  @Test
  default void pinning_again_changes_note_and_time() {
    PinnedTraces pins = storage().pins();
    pins.pin(new PinnedTrace(traceId(1), "slow", NOON));
    var again = new PinnedTrace(traceId(1), "slow because of the disk", NOON.plusSeconds(1));
    pins.pin(again);

    assertThat(pins.all()).containsExactly(again);
  }

  @Test
  default void an_unpinned_trace_is_not_listed_any_more() {
    PinnedTraces pins = storage().pins();
    pins.pin(new PinnedTrace(traceId(1), "", NOON));

    assertThat(pins.unpin(traceId(1))).isTrue();
    assertThat(pins.unpin(traceId(1))).isFalse();
    assertThat(pins.all()).isEmpty();
  }
}
