package dev.skep.bootstrap;

import dev.skep.bootstrap.canary.Canary;
import java.time.Duration;

/// How a [Canary] is to watch this Skep.
///
/// @param every from one run to the next; zero for never
/// @param key a key that lets its spans in; empty when nobody gets in
record CanarySettings(Duration every, String key) {
  /// How many traces a run of the job sends: enough for every way to send and to ask, and few
  /// beside what a Skep takes in.
  static final int TRACES = 6;

  boolean isOn() {
    return !every.isZero();
  }

  /// Tells nothing of the key.
  @Override
  public String toString() {
    return "CanarySettings[" + every + "]";
  }
}
