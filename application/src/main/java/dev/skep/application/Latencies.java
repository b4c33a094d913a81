package dev.skep.application;

import java.util.Arrays;
import java.util.List;

/// Counts how long something took, since the start. For all threads.
public final class Latencies {
  /// The upper limits of the buckets but the last, which has none, in nanoseconds.
  public static final List<Long> LIMITS_NANO =
      List.of(
          100_000L,
          250_000L,
          500_000L,
          1_000_000L,
          2_500_000L,
          5_000_000L,
          10_000_000L,
          25_000_000L,
          50_000_000L,
          100_000_000L,
          250_000_000L,
          500_000_000L,
          1_000_000_000L,
          2_500_000_000L,
          5_000_000_000L,
          10_000_000_000L);

  private static final int LATEST = 1_000;

  private final long[] counts = new long[LIMITS_NANO.size() + 1];
  // The latest ones, each in the place of the one so many before it.
  private final long[] latest = new long[LATEST];
  private long count;
  private long sum;

  /// Something took so long, in nanoseconds.
  public synchronized void add(long nanos) {
    int bucket = 0;
    while (bucket < LIMITS_NANO.size() && nanos > LIMITS_NANO.get(bucket)) {
      bucket++;
    }
    counts[bucket]++;
    latest[(int) (count % LATEST)] = nanos;
    count++;
    sum += nanos;
  }

  public synchronized LatencyFigures figures() {
    long[] sorted = Arrays.copyOf(latest, (int) Math.min(count, LATEST));
    long last = count == 0 ? 0 : latest[(int) ((count - 1) % LATEST)];
    Arrays.sort(sorted);
    return new LatencyFigures(
        Arrays.stream(counts).boxed().toList(), sum, last, share(sorted, 0.5), share(sorted, 0.99));
  }

  private static long share(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
