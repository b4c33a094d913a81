package dev.skep.persistence.live;

import java.util.Arrays;

/// A list of ints that grows without copying what it holds: a segment's worth of numbers is too
/// much to hold twice.
final class GrowingInts {
  private static final int BITS = 14;
  private static final int MASK = (1 << BITS) - 1;

  private int[][] chunks = new int[8][];
  private int size;

  /// The list as it is now, without a copy of what it holds: what is added later is not in it, what
  /// is set later may be.
  GrowingInts snapshot() {
    var snapshot = new GrowingInts();
    snapshot.chunks = chunks.clone();
    snapshot.size = size;
    return snapshot;
  }

  int size() {
    return size;
  }

  void add(int value) {
    int chunk = size >> BITS;
    if ((size & MASK) == 0) {
      if (chunk == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunk * 2);
      }
      chunks[chunk] = new int[1 << BITS];
    }
    chunks[chunk][size & MASK] = value;
    size++;
  }

  int get(int index) {
    return chunks[index >> BITS][index & MASK];
  }

  void set(int index, int value) {
    chunks[index >> BITS][index & MASK] = value;
  }
}
