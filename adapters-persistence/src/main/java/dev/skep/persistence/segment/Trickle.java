package dev.skep.persistence.segment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Whether spans only trickle into the open segment: hardly any in the last minutes, as at night,
/// or of nobody but Skep itself.
final class Trickle {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);

  private final int few;
  private final Clock clock;
  private Instant since;
  private int before;

  /// @param few so many spans in five minutes are hardly any
  Trickle(int few, Clock clock) {
    this.few = few;
    this.clock = clock;
    this.since = clock.instant();
  }

  /// To be called whenever spans may have come.
  ///
  /// @param spans how many the open segment has now
  boolean isAt(int spans) {
    Instant now = clock.instant();
    if (spans < before || spans - before > few) {
      since = now;
      before = spans;
    }
    return Duration.between(since, now).compareTo(LONG_ENOUGH) >= 0;
  }
}
