package dev.skep.persistence.sealed;

import java.util.Arrays;

/// The measures of all traces of a sealed segment, in the order of their numbers, a few bytes a
/// trace: what is counted over millions of traces must not be read from rows each time.
///
/// For each trace four varints: the start minus the start before it, the duration, how many spans,
/// how many errors. A trace that was erased has no span.
public final class TraceColumns {
  private static final int LONGEST_TRACE = 4 * 10;

  private final byte[] bytes;
  private final int count;

  private TraceColumns(byte[] bytes, int count) {
    this.bytes = bytes;
    this.count = count;
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
    var reading = new Reading();
    long start = 0;
    for (int number = 1; number <= count; number++) {
      start += reading.next();
      long duration = reading.next();
      int spans = (int) reading.next();
      int errors = (int) reading.next();
      if (spans > 0) {
        visitor.trace(number, start, duration, spans, errors);
      }
    }
  }

  /// How many bytes it takes in memory.
  public int size() {
    return bytes.length;
  }

  private final class Reading {
    private int at;

    long next() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes[at++];
        value |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }
  }

  /// Puts the columns together.
  public static final class Builder {
    private byte[] bytes = new byte[1 << 12];
    private int size;
    private int count;
    private long start;

    /// Adds the next trace; those whose numbers are left out were erased.
    public void add(SealedTraceMeasures trace) {
      while (count + 1 < trace.number()) {
        put(0, 0, 0, 0);
      }
      put(trace.start() - start, trace.duration(), trace.spanCount(), trace.errorCount());
      start = trace.start();
    }

    public TraceColumns build() {
      return new TraceColumns(Arrays.copyOf(bytes, size), count);
    }

    private void put(long startDistance, long duration, int spanCount, int errorCount) {
      if (size + LONGEST_TRACE > bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      put(startDistance);
      put(duration);
      put(spanCount);
      put(errorCount);
      count++;
    }

    private void put(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        bytes[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }
  }

  /// The measures of one trace.
  public record SealedTraceMeasures(
      int number, long start, long duration, int spanCount, int errorCount) {}
}
