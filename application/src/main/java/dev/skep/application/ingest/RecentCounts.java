package dev.skep.application.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many there were in each of the latest so many seconds, minutes, …; older ones are forgotten.
/// For one thread at a time.
final class RecentCounts {
  private final int[] counts;
  private final long slotSeconds;
  // Number of the latest slot since 1970; its count, and those before it, stand at their remainder.
  private long latest;

  /// @param slots how many are told apart
  /// @param slotSeconds how long each is
  RecentCounts(int slots, long slotSeconds) {
    this.counts = new int[slots];
    this.slotSeconds = slotSeconds;
  }

  /// @param epochSecond now; a clock that was set back adds to the latest slot
  void add(long epochSecond, int number) {
    advance(epochSecond);
    counts[(int) (latest % counts.length)] += number;
  }

  /// All that are remembered.
  long sum(long epochSecond) {
    advance(epochSecond);
    return Arrays.stream(counts).asLongStream().sum();
  }

  /// Each slot, the oldest first; the last one is not over yet.
  List<Integer> each(long epochSecond) {
    advance(epochSecond);
    List<Integer> each = new ArrayList<>(counts.length);
    for (int back = counts.length - 1; back >= 0; back--) {
      each.add(counts[Math.floorMod(latest - back, counts.length)]);
    }
    return each;
  }

  private void advance(long epochSecond) {
    long now = Math.max(0, epochSecond / slotSeconds);
    if (now - latest >= counts.length) {
      Arrays.fill(counts, 0);
      latest = now;
    }
    while (latest < now) {
      latest++;
      counts[(int) (latest % counts.length)] = 0;
    }
  }
}
