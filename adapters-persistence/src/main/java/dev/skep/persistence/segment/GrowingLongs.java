package dev.skep.persistence.segment;

import java.util.ArrayList;
import java.util.List;

/// A list of longs that grows without copying what it holds: a segment's worth of numbers is too
/// much to hold twice.
final class GrowingLongs {
  private static final int BITS = 14;
  private static final int MASK = (1 << BITS) - 1;

  private final List<long[]> chunks = new ArrayList<>();
  private int size;

  /// The list as it is now, without a copy of what it holds: what is added later is not in it, what
  /// is set later may be.
  GrowingLongs snapshot() {
    var snapshot = new GrowingLongs();
    snapshot.chunks.addAll(chunks);
    snapshot.size = size;
    return snapshot;
  }

  int size() {
    return size;
  }

  void add(long value) {
    if (size == chunks.size() << BITS) {
      chunks.add(new long[1 << BITS]);
    }
    chunks.get(size >> BITS)[size & MASK] = value;
    size++;
  }

  long get(int index) {
    return chunks.get(index >> BITS)[index & MASK];
  }

  void set(int index, long value) {
    chunks.get(index >> BITS)[index & MASK] = value;
  }
}
