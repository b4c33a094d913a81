package dev.skep.persistence.segment;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Finds entries of lists by a 64-bit hash, in four to eight bytes an entry: it holds only where an
/// entry stands, and the caller compares. Entries are numbers from 0 on.
final class HashTable {
  private static final int SMALLEST = 1 << 10;
  static final int NONE = -1;

  private final HashOf hashOf;
  private int[] slots = empty(SMALLEST);
  private int size;

  /// @param hashOf the hash of an entry that was added, asked when the table grows
  HashTable(HashOf hashOf) {
    this.hashOf = hashOf;
  }

  /// The first entry with this hash that `isIt` accepts, or [#NONE].
  int find(long hash, IntPredicate isIt) {
    int mask = slots.length - 1;
    for (int at = (int) hash & mask; slots[at] != NONE; at = (at + 1) & mask) {
      if (isIt.test(slots[at])) {
        return slots[at];
      }
    }
    return NONE;
  }

  void add(long hash, int entry) {
    if (size >= slots.length / 8 * 5) {
      grow();
    }
    put(hash, entry);
    size++;
  }

  private void grow() {
    int[] old = slots;
    slots = empty(old.length * 2);
    for (int entry : old) {
      if (entry != NONE) {
        put(hashOf.entry(entry), entry);
      }
    }
  }

  private void put(long hash, int entry) {
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at] != NONE) {
      at = (at + 1) & mask;
    }
    slots[at] = entry;
  }

  private static int[] empty(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }

  interface HashOf {
    long entry(int entry);
  }
}
