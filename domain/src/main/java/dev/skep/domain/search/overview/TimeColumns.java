package dev.skep.domain.search.overview;

import dev.skep.domain.trace.UnixNano;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;

/// Some time, cut into columns of the same width, each beginning at a whole multiple of it.
///
/// @param start position of the first column's begin; see [UnixNano#position]
/// @param step width of a column in nanoseconds
/// @param count how many columns
public record TimeColumns(long start, long step, int count) {
  /// The most columns that [#over] makes.
  public static final int MOST = 61;

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  // Widths that a clock's face suggests.
  private static final long[] STEPS =
      LongStream.concat(
              LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500).map(n -> n * MILLI),
              LongStream.of(
                  SECOND,
                  2 * SECOND,
                  5 * SECOND,
                  10 * SECOND,
                  15 * SECOND,
                  30 * SECOND,
                  MINUTE,
                  2 * MINUTE,
                  5 * MINUTE,
                  10 * MINUTE,
                  15 * MINUTE,
                  30 * MINUTE,
                  HOUR,
                  2 * HOUR,
                  3 * HOUR,
                  6 * HOUR,
                  12 * HOUR,
                  DAY,
                  2 * DAY,
                  7 * DAY,
                  30 * DAY,
                  365 * DAY))
          .toArray();
  private static final long LARGEST = 5_000 * DAY;

  public TimeColumns {
    if (start < 0 || step < 1 || count < 1) {
      throw new IllegalArgumentException(start + " + " + count + " * " + step);
    }
  }

  /// The narrowest columns of which at most [#MOST] cover the time from one moment to another.
  public static TimeColumns over(Instant from, Instant to) {
    return over(from, to, MOST);
  }

  /// The narrowest columns of which at most so many cover the time from one moment to another.
  public static TimeColumns over(Instant from, Instant to, int most) {
    long first = UnixNano.position(from);
    long last = Math.max(first, UnixNano.position(to) - 1);
    for (long step : STEPS) {
      long count = last / step - first / step + 1;
      if (count <= most) {
        return new TimeColumns(first / step * step, step, (int) count);
      }
    }
    int count = (int) (last / LARGEST - first / LARGEST + 1);
    return new TimeColumns(first / LARGEST * LARGEST, LARGEST, count);
  }

  /// Columns twice as wide for the same time, and perhaps a little more.
  TimeColumns wider() {
    long first = start / (2 * step) * (2 * step);
    long last = start + (count - 1) * step;
    return new TimeColumns(first, 2 * step, (int) ((last - first) / (2 * step) + 1));
  }

  /// The column of a position, or -1 if it is in none.
  public int column(long position) {
    long column = position < start ? -1 : (position - start) / step;
    return column < count ? (int) column : -1;
  }

  /// When a column begins; the end of the last one for [#count].
  public Instant begin(int column) {
    return UnixNano.toInstant(start).plus(Duration.ofNanos(step).multipliedBy(column));
  }
}
