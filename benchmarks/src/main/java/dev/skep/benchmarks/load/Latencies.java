package dev.skep.benchmarks.load;

import java.util.Arrays;

/// How long each of a known number of requests took.
public final class Latencies {
  private final long[] nanos;
  private int count;
  private boolean sorted;

  public Latencies(int capacity) {
    nanos = new long[capacity];
  }

  public void add(long latencyNanos) {
    nanos[count++] = latencyNanos;
    sorted = false;
  }

  public int count() {
    return count;
  }

  /// The time within which a share of the requests was done, in milliseconds; 0 when there was no
  /// request.
  ///
  /// @param share from 0, the quickest, to 1, the slowest
  public double millis(double share) {
    if (count == 0) {
      return 0;
    }
    if (!sorted) {
      Arrays.sort(nanos, 0, count);
      sorted = true;
    }
    return nanos[(int) Math.ceil(share * (count - 1))] / 1e6;
  }
}
