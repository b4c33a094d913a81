package dev.skep.persistence.sealing;

import dev.skep.persistence.sealed.TraceNumbers;
import dev.skep.persistence.sealing.TracesByKey.Keys;
import dev.skep.persistence.sealing.TracesByKey.Lists;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Turns the hashes of each trace into the traces of each hash: as [TracesByKey], for numbers that
/// are spread over [#BITS] bits and of which most have one trace.
final class TracesByHash {
  private static final int BITS = 30;
  private static final int BEGINNING_BITS = 6;
  // 32 MB.
  private static final int MOST_AT_ONCE = 4 << 20;

  private final int traceCount;
  private final Keys hashes;
  private final int[] counts = new int[1 << BEGINNING_BITS];
  private int size;
  // The trace whose hashes are being taken.
  private int current;

  private TracesByHash(int traceCount, Keys hashes) {
    this.traceCount = traceCount;
    this.hashes = hashes;
  }

  /// Gives each hash that a trace has, in their order, the BLOB of its traces.
  static void write(int traceCount, Keys hashes, Lists lists) throws SQLException {
    write(traceCount, hashes, lists, MOST_AT_ONCE);
  }

  static void write(int traceCount, Keys hashes, Lists lists, int mostAtOnce) throws SQLException {
    new TracesByHash(traceCount, hashes).write(lists, mostAtOnce);
  }

  private void write(Lists lists, int mostAtOnce) throws SQLException {
    IntConsumer counter = hash -> counts[beginning(hash)]++;
    for (int number = 1; number <= traceCount; number++) {
      hashes.forEach(number, counter);
    }
    for (Part part : Part.of(counts, mostAtOnce)) {
      write(sorted(part), lists);
    }
  }

  /// Hash and trace in one number, of the hashes of one part.
  private long[] sorted(Part part) {
    long[] pairs = new long[part.total()];
    size = 0;
    IntConsumer taker =
        hash -> {
          if (part.contains(beginning(hash))) {
            pairs[size++] = (long) hash << Integer.SIZE | current;
          }
        };
    for (current = 1; current <= traceCount; current++) {
      hashes.forEach(current, taker);
    }
    Arrays.sort(pairs);
    return pairs;
  }

  private static void write(long[] pairs, Lists lists) throws SQLException {
    int[] traces = new int[16];
    int i = 0;
    while (i < pairs.length) {
      int hash = hash(pairs[i]);
      int count = 0;
      for (; i < pairs.length && hash(pairs[i]) == hash; i++) {
        int trace = (int) pairs[i];
        if (count > 0 && traces[count - 1] == trace) {
          continue;
        }
        if (count == traces.length) {
          traces = Arrays.copyOf(traces, count * 2);
        }
        traces[count++] = trace;
      }
      lists.write(hash, TraceNumbers.encode(traces, 0, count));
    }
  }

  private static int hash(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  private static int beginning(int hash) {
    return hash >>> (BITS - BEGINNING_BITS);
  }
}
