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
  private static final int PART_BITS = 6;
  // 32 MB.
  private static final int MOST_AT_ONCE = 4 << 20;

  private final int traceCount;
  private final Keys hashes;
  private final int[] counts = new int[1 << PART_BITS];
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
    IntConsumer counter = hash -> counts[part(hash)]++;
    for (int number = 1; number <= traceCount; number++) {
      hashes.forEach(number, counter);
    }
    int first = 0;
    while (first < counts.length) {
      int last = first;
      int total = counts[first];
      while (last + 1 < counts.length && total + counts[last + 1] <= mostAtOnce) {
        last++;
        total += counts[last];
      }
      write(sorted(first, last, total), lists);
      first = last + 1;
    }
  }

  /// Hash and trace in one number, of the hashes in some parts.
  private long[] sorted(int firstPart, int lastPart, int total) {
    long[] pairs = new long[total];
    size = 0;
    IntConsumer taker =
        hash -> {
          if (part(hash) >= firstPart && part(hash) <= lastPart) {
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

  private static int part(int hash) {
    return hash >>> (BITS - PART_BITS);
  }
}
