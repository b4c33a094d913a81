package dev.skep.persistence.live;

import java.util.Arrays;

/// Finds entries of lists by a 64-bit hash, in four to eight bytes an entry: it holds only where an
/// entry stands, and the caller compares, walking from [#slot] over [#after] until [#entry] is
/// [#NONE]. Entries are numbers from 0 on.
final class HashTable {
  private static final int SMALLEST = 1 << 10;
  static final int NONE = -1;

  private static final int LARGEST = 1 << 30;

  private final HashOf hashOf;
  private int[] slots;
  private int size;

  /// @param hashOf the hash of an entry that was added, asked when the table grows
  HashTable(HashOf hashOf) {
    this(hashOf, 0);
  }

  /// @param expected with so many entries it does not grow
  HashTable(HashOf hashOf, long expected) {
    this.hashOf = hashOf;
    int length = SMALLEST;
    while (length < LARGEST && expected >= length / 8 * 5L) {
      length *= 2;
    }
    slots = empty(length);
  }

  /// Where the entries with this hash begin.
  int slot(long hash) {
    return (int) hash & (slots.length - 1);
  }

  /// The slot after another one.
  int after(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  /// What stands in a slot, or [#NONE] behind the last entry that may be meant.
  int entry(int slot) {
    return slots[slot];
  }

  void add(long hash, int entry) {
    if (size >= slots.length / 8 * 5L) {
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
    int at = slot(hash);
    while (slots[at] != NONE) {
      at = after(at);
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
