package dev.skep.persistence.sealing;

import dev.skep.persistence.sealed.TraceNumbers;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Turns the keys of each trace into the traces of each key. Keys are numbers from 0 on, without
/// large gaps.
///
/// It counts first and then puts all lists into one array, and if that would be too long, some keys
/// after the other.
final class TracesByKey {
  // 32 MB.
  private static final int MOST_AT_ONCE = 8 << 20;

  private final int traceCount;
  private final Keys keys;
  private final int[] seen;
  private final int[] ends;
  // The trace whose keys are being taken.
  private int current;

  private TracesByKey(int traceCount, int keyCount, Keys keys) {
    this.traceCount = traceCount;
    this.keys = keys;
    seen = new int[keyCount];
    ends = new int[keyCount];
  }

  /// Gives each key that a trace has, in their order, the BLOB of its traces.
  static void write(int traceCount, int keyCount, Keys keys, Lists lists) throws SQLException {
    write(traceCount, keyCount, keys, lists, MOST_AT_ONCE);
  }

  static void write(int traceCount, int keyCount, Keys keys, Lists lists, int mostAtOnce)
      throws SQLException {
    new TracesByKey(traceCount, keyCount, keys).write(lists, mostAtOnce);
  }

  private void write(Lists lists, int mostAtOnce) throws SQLException {
    int[] counts = new int[ends.length];
    forEachPair(0, counts.length, (key, trace) -> counts[key]++);
    for (Part part : Part.of(counts, mostAtOnce)) {
      write(part, counts, lists);
    }
  }

  private void write(Part part, int[] counts, Lists lists) throws SQLException {
    int[] traces = new int[part.total()];
    int start = 0;
    for (int key = part.first(); key < part.end(); key++) {
      ends[key] = start;
      start += counts[key];
    }
    forEachPair(part.first(), part.end(), (key, trace) -> traces[ends[key]++] = trace);
    for (int key = part.first(); key < part.end(); key++) {
      if (counts[key] > 0) {
        lists.write(key, TraceNumbers.encode(traces, ends[key] - counts[key], ends[key]));
      }
    }
  }

  /// Takes each key of a trace once, the traces in their order.
  private void forEachPair(int first, int end, Pairs pairs) {
    Arrays.fill(seen, 0);
    IntConsumer taker =
        key -> {
          if (key >= first && key < end && seen[key] != current) {
            seen[key] = current;
            pairs.take(key, current);
          }
        };
    for (current = 1; current <= traceCount; current++) {
      keys.forEach(current, taker);
    }
  }

  /// The keys of a trace, in any order, and as often as they come.
  interface Keys {
    void forEach(int traceNumber, IntConsumer key);
  }

  private interface Pairs {
    void take(int key, int trace);
  }

  /// Takes the lists.
  interface Lists {
    /// Takes one.
    ///
    /// @param traces as [TraceNumbers] writes them
    void write(int key, byte[] traces) throws SQLException;
  }
}
