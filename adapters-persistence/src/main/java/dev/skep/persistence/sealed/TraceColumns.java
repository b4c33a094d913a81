package dev.skep.persistence.sealed;

import java.util.Arrays;
import java.util.BitSet;

/// The measures of all traces of a sealed segment, in the order of their numbers, a few bytes a
/// trace: what is counted over millions of traces must not be read from rows each time.
///
/// For each trace the start minus the start before it, the duration, and how many spans. Nearly
/// always these fit into four, four and one bytes; what does not stands apart, in the order of its
/// traces. So do the numbers of errors of those that have any. A trace that was erased has no span.
public final class TraceColumns {
  private static final int LARGE = -1;
  private static final int MANY = 255;

  private final int count;
  private final int[] starts;
  private final int[] durations;
  private final byte[] spans;
  private final long[] large;
  private final int[] failed;
  private final int[] errors;

  private TraceColumns(Builder built) {
    count = built.count;
    starts = Arrays.copyOf(built.starts, count);
    durations = Arrays.copyOf(built.durations, count);
    spans = Arrays.copyOf(built.spans, count);
    large = Arrays.copyOf(built.large, built.largeCount);
    failed = Arrays.copyOf(built.failed, built.failedCount);
    errors = Arrays.copyOf(built.errors, built.failedCount);
  }

  /// What is done with each trace.
  public interface Visitor {
    /// Is shown one trace.
    ///
    /// @param number of the trace, from 1 on
    /// @param start position of the first start of any span; see `UnixNano.position`
    /// @param duration last moment of any span minus first start, in nanoseconds
    void trace(int number, long start, long duration, int spanCount, int errorCount);
  }

  /// Shows all traces but the erased ones, the earliest first.
  public void forEach(Visitor visitor) {
    var all = new BitSet(count + 1);
    all.set(1, count + 1);
    forEach(all, visitor);
  }

  /// Shows those of some traces that were not erased, the earliest first.
  public void forEach(BitSet wanted, Visitor visitor) {
    int nextLarge = 0;
    int nextFailed = 0;
    long start = 0;
    int last = Math.min(count, wanted.length() - 1);
    for (int number = 1; number <= last; number++) {
      int at = number - 1;
      start += starts[at] == LARGE ? large[nextLarge++] : Integer.toUnsignedLong(starts[at]);
      long duration =
          durations[at] == LARGE ? large[nextLarge++] : Integer.toUnsignedLong(durations[at]);
      int spanCount = Byte.toUnsignedInt(spans[at]);
      if (spanCount == MANY) {
        spanCount = (int) large[nextLarge++];
      }
      int errorCount = 0;
      if (nextFailed < failed.length && failed[nextFailed] == number) {
        errorCount = errors[nextFailed++];
      }
      if (spanCount > 0 && wanted.get(number)) {
        visitor.trace(number, start, duration, spanCount, errorCount);
      }
    }
  }

  /// How many bytes it takes in memory.
  public int size() {
    return count * (2 * Integer.BYTES + 1)
        + large.length * Long.BYTES
        + failed.length * 2 * Integer.BYTES;
  }

  /// Puts the columns together.
  public static final class Builder {
    private int[] starts = new int[1 << 10];
    private int[] durations = new int[1 << 10];
    private byte[] spans = new byte[1 << 10];
    private int count;
    private long[] large = new long[16];
    private int largeCount;
    private int[] failed = new int[16];
    private int[] errors = new int[16];
    private int failedCount;
    private long start;

    /// Adds the next trace; those whose numbers are left out were erased.
    public void add(SealedTraceMeasures trace) {
      while (count + 1 < trace.number()) {
        put(0, 0, 0);
      }
      put(trace.start() - start, trace.duration(), trace.spanCount());
      start = trace.start();
      if (trace.errorCount() > 0) {
        if (failedCount == failed.length) {
          failed = Arrays.copyOf(failed, 2 * failedCount);
          errors = Arrays.copyOf(errors, 2 * failedCount);
        }
        failed[failedCount] = trace.number();
        errors[failedCount++] = trace.errorCount();
      }
    }

    public TraceColumns build() {
      return new TraceColumns(this);
    }

    private void put(long startDistance, long duration, int spanCount) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
        durations = Arrays.copyOf(durations, 2 * count);
        spans = Arrays.copyOf(spans, 2 * count);
      }
      starts[count] = small(startDistance);
      durations[count] = small(duration);
      if (spanCount < MANY) {
        spans[count] = (byte) spanCount;
      } else {
        spans[count] = (byte) MANY;
        addLarge(spanCount);
      }
      count++;
    }

    private int small(long value) {
      if (value == Integer.toUnsignedLong((int) value) && (int) value != LARGE) {
        return (int) value;
      }
      addLarge(value);
      return LARGE;
    }

    private void addLarge(long value) {
      if (largeCount == large.length) {
        large = Arrays.copyOf(large, 2 * largeCount);
      }
      large[largeCount++] = value;
    }
  }

  /// The measures of one trace.
  public record SealedTraceMeasures(
      int number, long start, long duration, int spanCount, int errorCount) {}
}
