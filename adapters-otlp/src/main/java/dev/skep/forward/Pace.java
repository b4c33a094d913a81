package dev.skep.forward;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long things may take.
///
/// @param firstPause before the second attempt; each further pause is twice as long
/// @param longestPause beyond which pauses do not grow
/// @param patience from the beginning of a request to the end of its answer
/// @param goodbye for what waits when it is to stop
record Pace(Duration firstPause, Duration longestPause, Duration patience, Duration goodbye) {
  /// The patience is OTLP's own for an exporter.
  static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMillis(1_500));

  private static final int MOST_DOUBLINGS = 16;

  /// How long to wait after so many attempts in vain: more or less, so that several Skeps do not
  /// come back at once.
  Duration pause(int attempts, RandomGenerator random) {
    Duration whole = firstPause.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    Duration bounded = whole.compareTo(longestPause) > 0 ? longestPause : whole;
    return Duration.ofNanos((long) (bounded.toNanos() * random.nextDouble(0.5, 1)));
  }
}
