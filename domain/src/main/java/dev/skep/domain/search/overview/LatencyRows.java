package dev.skep.domain.search.overview;

import java.util.Arrays;

/// Lengths of time, cut into rows that grow by the third root of ten, rounded so that they can be
/// said: 100 µs, 215 µs, 464 µs, 1 ms. The first row holds all below 100 ns, the last one all from
/// 1,000 s on.
public final class LatencyRows {
  /// How many rows each power of ten has.
  public static final int PER_DECADE = 3;

  private static final int DECADES = 10;
  private static final long[] LIMITS = limits();

  /// How many rows there are.
  public static final int COUNT = LIMITS.length;

  // By how many bits a length of time has, the row of the shortest such.
  private static final byte[] FIRST_ROWS = firstRows();

  private LatencyRows() {}

  /// The row of a length of time.
  ///
  /// @param nanos 0 or more
  public static int row(long nanos) {
    int row = FIRST_ROWS[Long.SIZE - Long.numberOfLeadingZeros(nanos)];
    while (row + 1 < COUNT && nanos >= LIMITS[row + 1]) {
      row++;
    }
    return row;
  }

  /// The least nanoseconds in a row; for [#COUNT] the greatest length that there is.
  public static long least(int row) {
    return row < COUNT ? LIMITS[row] : Long.MAX_VALUE;
  }

  private static long[] limits() {
    long[] limits = new long[DECADES * PER_DECADE + 2];
    limits[0] = 0;
    long hundredth = 1;
    for (int decade = 0; decade < DECADES; decade++) {
      int at = 1 + decade * PER_DECADE;
      limits[at] = 100 * hundredth;
      limits[at + 1] = 215 * hundredth;
      limits[at + 2] = 464 * hundredth;
      hundredth *= 10;
    }
    limits[limits.length - 1] = 100 * hundredth;
    return limits;
  }

  private static byte[] firstRows() {
    byte[] rows = new byte[Long.SIZE + 1];
    for (int bits = 1; bits < rows.length; bits++) {
      int place = Arrays.binarySearch(LIMITS, 1L << (bits - 1));
      rows[bits] = (byte) (place >= 0 ? place : -place - 2);
    }
    return rows;
  }
}
