package dev.skep.domain.calls;

import java.util.Arrays;

/// A histogram that is being counted. Takes memory only for the lengths of time that occur.
public final class HistogramCounts {
  private static final int BITS = 6;
  private static final int PAGE = 1 << BITS;
  private static final int PAGES = (DurationBuckets.END + PAGE - 1) / PAGE;
  private static final long[] NOTHING = new long[0];
  private static final int MOST_BYTES_OF_A_BUCKET = 2 + 10;

  private final long[][] pages = new long[PAGES][];
  // How many buckets count something.
  private int used;

  /// Counts nothing yet.
  public HistogramCounts() {
    Arrays.fill(pages, NOTHING);
  }

  /// Counts so many more that took so long.
  ///
  /// @param nanos 0 or more
  public void add(long nanos, long count) {
    addToBucket(DurationBuckets.of(nanos), count);
  }

  void addToBucket(int bucket, long count) {
    long[] page = pages[bucket >> BITS];
    if (page.length == 0) {
      page = new long[PAGE];
      pages[bucket >> BITS] = page;
    }
    int at = bucket & (PAGE - 1);
    long before = page[at];
    page[at] = before + count;
    used += (before == 0 ? 1 : 0) - (page[at] == 0 ? 1 : 0);
  }

  HistogramCounts plus(DurationHistogram histogram) {
    histogram.addTo(this);
    return this;
  }

  /// Adds a histogram in the form of [DurationHistogram#toBytes].
  void addBytes(byte[] bytes) {
    int bucket = -1;
    int at = 0;
    while (at < bytes.length) {
      long distance = 0;
      int shift = 0;
      do {
        require(at < bytes.length && shift <= 28);
        distance |= (long) (bytes[at] & 0x7f) << shift;
        shift += 7;
      } while (bytes[at++] < 0);
      bucket = (int) Math.min(bucket + distance, DurationBuckets.END);
      require(distance > 0 && bucket < DurationBuckets.END);
      long count = 0;
      shift = 0;
      do {
        require(at < bytes.length && shift <= 63);
        count |= (long) (bytes[at] & 0x7f) << shift;
        shift += 7;
      } while (bytes[at++] < 0);
      addToBucket(bucket, (count >>> 1) ^ -(count & 1));
    }
  }

  byte[] toBytes() {
    byte[] bytes = new byte[used * MOST_BYTES_OF_A_BUCKET];
    int at = 0;
    int before = -1;
    for (int p = 0; p < PAGES; p++) {
      long[] page = pages[p];
      for (int i = 0; i < page.length; i++) {
        if (page[i] != 0) {
          int bucket = (p << BITS) + i;
          at = write(bytes, at, bucket - before);
          at = write(bytes, at, (page[i] << 1) ^ (page[i] >> 63));
          before = bucket;
        }
      }
    }
    return Arrays.copyOf(bytes, at);
  }

  /// What was counted so far.
  public DurationHistogram histogram() {
    int[] buckets = new int[used];
    long[] counts = new long[buckets.length];
    int at = 0;
    for (int p = 0; p < PAGES; p++) {
      long[] page = pages[p];
      for (int i = 0; i < page.length; i++) {
        if (page[i] != 0) {
          buckets[at] = (p << BITS) + i;
          counts[at] = page[i];
          at++;
        }
      }
    }
    return new DurationHistogram(buckets, counts);
  }

  private static int write(byte[] bytes, int from, long number) {
    int at = from;
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    return at;
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException("not a histogram");
    }
  }
}
