package dev.skep.domain.calls;

/// Puts lengths of time into buckets that grow by a thirty-second part of a doubling, so that the
/// middle of a bucket is at most 1.1 % away from everything in it.
///
/// Bucket 0 holds zero. Bucket `i + 2` holds what is above `2^(i/32)` ns and not above
/// `2^((i+1)/32)` ns.
///
/// Source: OpenTelemetry metrics data model, "ExponentialHistogram", with scale 5.
final class DurationBuckets {
  /// One more than the last bucket.
  static final int END = 63 * 32 + 2;

  private static final int SCALE = 5;
  private static final int PARTS = 1 << SCALE;
  private static final int FIRST = 2;
  // A length of time is shifted until its first bit stands here.
  private static final int TOP = 62;
  private static final long[] LIMITS = limits();
  private static final byte[] GUESSES = guesses();

  private DurationBuckets() {}

  /// The bucket of a length of time.
  ///
  /// @param nanos 0 or more
  static int of(long nanos) {
    if (nanos <= 0) {
      return 0;
    }
    int doublings = 63 - Long.numberOfLeadingZeros(nanos);
    long shifted = nanos << (TOP - doublings);
    int part = GUESSES[(int) (shifted >>> (TOP - SCALE)) & (PARTS - 1)];
    while (part < PARTS && shifted > LIMITS[part]) {
      part++;
    }
    // `part` limits lie below it; none for a power of two, which ends the bucket before.
    return doublings * PARTS + part - 1 + FIRST;
  }

  /// What stands for everything in a bucket, in nanoseconds.
  static double middle(int bucket) {
    return bucket == 0 ? 0 : Math.pow(2, (bucket - FIRST + 0.5) / PARTS);
  }

  private static long[] limits() {
    long[] limits = new long[PARTS];
    for (int part = 0; part < PARTS; part++) {
      limits[part] = (long) Math.floor(Math.pow(2, TOP + (double) part / PARTS));
    }
    return limits;
  }

  /// For the first five bits behind the top one, how many limits are surely exceeded.
  private static byte[] guesses() {
    byte[] guesses = new byte[PARTS];
    for (int bits = 0; bits < PARTS; bits++) {
      long least = (1L << TOP) + ((long) bits << (TOP - SCALE));
      while (guesses[bits] < PARTS && least > LIMITS[guesses[bits]]) {
        guesses[bits]++;
      }
    }
    return guesses;
  }
}
