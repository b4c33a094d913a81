package dev.skep.persistence.search;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/// Numbers of traces with their ranks, of which the first in order can be taken out one by one.
/// Some ten bytes each, and quick to fill: nearly always only the first few are taken.
final class RankHeap {
  private final IntBinaryOperator order;
  private int[] traces = new int[256];
  private long[] ranks = new long[256];
  private int size;

  /// @param order compares two traces of equal rank
  RankHeap(IntBinaryOperator order) {
    this.order = order;
  }

  /// Adds a trace; only before [#heapify].
  void add(int trace, long rank) {
    if (size == traces.length) {
      traces = Arrays.copyOf(traces, size * 2);
      ranks = Arrays.copyOf(ranks, size * 2);
    }
    traces[size] = trace;
    ranks[size] = rank;
    size++;
  }

  /// Must be called when all have been added.
  void heapify() {
    for (int at = size / 2 - 1; at >= 0; at--) {
      siftDown(at);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int firstTrace() {
    return traces[0];
  }

  /// The greatest rank.
  long firstRank() {
    return ranks[0];
  }

  void removeFirst() {
    size--;
    traces[0] = traces[size];
    ranks[0] = ranks[size];
    siftDown(0);
  }

  private void siftDown(int from) {
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(child + 1, child)) {
        child++;
      }
      if (!isBefore(child, at)) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private boolean isBefore(int one, int other) {
    return ranks[one] != ranks[other]
        ? ranks[one] > ranks[other]
        : order.applyAsInt(traces[one], traces[other]) < 0;
  }

  private void swap(int one, int other) {
    int trace = traces[one];
    traces[one] = traces[other];
    traces[other] = trace;
    long rank = ranks[one];
    ranks[one] = ranks[other];
    ranks[other] = rank;
  }
}
