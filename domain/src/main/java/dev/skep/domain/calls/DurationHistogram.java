package dev.skep.domain.calls;

import java.util.Arrays;

/// How many calls took how long, in buckets: every quantile is right within 1.1 %. Histograms can
/// be added to each other without losing that. Immutable.
///
/// A bucket may count less than nothing where calls were taken back that an other histogram counts;
/// their sum makes sense.
public final class DurationHistogram {
  /// Of no calls.
  public static final DurationHistogram EMPTY = new DurationHistogram(new int[0], new long[0]);

  // Ascending, only buckets that count something.
  private final int[] buckets;
  private final long[] counts;

  DurationHistogram(int[] buckets, long[] counts) {
    this.buckets = buckets;
    this.counts = counts;
  }

  /// The bucket that a length of time falls into: what is in the same one, no histogram tells
  /// apart.
  ///
  /// @param nanos 0 or more
  public static int bucket(long nanos) {
    return DurationBuckets.of(nanos);
  }

  /// The calls in all buckets.
  public long count() {
    long count = 0;
    for (long each : counts) {
      count += each;
    }
    return count;
  }

  /// The length of time that a share of the calls did not exceed, in nanoseconds, at most 1.1 %
  /// off; 0 of no calls.
  ///
  /// @param share above 0, at most 1: 0.99 for the 99th percentile
  public long quantile(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share);
    }
    long total = 0;
    for (long count : counts) {
      total += Math.max(0, count);
    }
    long rank = (long) Math.ceil(share * total);
    for (int i = 0; i < buckets.length; i++) {
      rank -= Math.max(0, counts[i]);
      if (rank <= 0 && counts[i] > 0) {
        return Math.round(DurationBuckets.middle(buckets[i]));
      }
    }
    return 0;
  }

  /// The share of the calls that took less than this, as far as the buckets tell: calls of the same
  /// bucket count half. 0 of no calls.
  public double shareBelow(long nanos) {
    double below = 0;
    double total = 0;
    int bucket = DurationBuckets.of(nanos);
    for (int i = 0; i < buckets.length; i++) {
      long count = Math.max(0, counts[i]);
      total += count;
      below += buckets[i] < bucket ? count : buckets[i] == bucket ? count / 2.0 : 0;
    }
    return total == 0 ? 0 : below / total;
  }

  /// A short form for storing: for each bucket that counts something its distance from the one
  /// before and its count, as variable-length numbers of seven bits a byte, the lowest first; the
  /// count with its sign in the lowest bit (zigzag).
  public byte[] toBytes() {
    return new HistogramCounts().plus(this).toBytes();
  }

  /// The inverse of [#toBytes].
  ///
  /// @throws IllegalArgumentException if the bytes are no histogram
  public static DurationHistogram ofBytes(byte[] bytes) {
    var counts = new HistogramCounts();
    counts.addBytes(bytes);
    return counts.histogram();
  }

  void addTo(HistogramCounts sum) {
    for (int i = 0; i < buckets.length; i++) {
      sum.addToBucket(buckets[i], counts[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DurationHistogram that
        && Arrays.equals(buckets, that.buckets)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "DurationHistogram["
        + count()
        + " calls, p50 "
        + (count() > 0 ? quantile(0.5) : 0)
        + "]";
  }
}
