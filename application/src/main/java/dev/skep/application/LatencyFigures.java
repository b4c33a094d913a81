package dev.skep.application;

import java.util.List;

/// How long something took, as counted by [Latencies]. Lengths of time are nanoseconds, and zero
/// where nothing was counted.
///
/// @param counts how many took longer than the limit before and not longer than the limit of the
///   same place in [Latencies#LIMITS_NANO]; the last has no limit
/// @param sumNano all together
/// @param lastNano the latest one
/// @param p50Nano what half of the latest 1,000 did not exceed
/// @param p99Nano what 99 of 100 of the latest 1,000 did not exceed
public record LatencyFigures(
    List<Long> counts, long sumNano, long lastNano, long p50Nano, long p99Nano) {
  public LatencyFigures {
    counts = List.copyOf(counts);
  }

  /// How often it was counted.
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
