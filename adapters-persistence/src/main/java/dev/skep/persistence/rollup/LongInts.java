package dev.skep.persistence.rollup;

/// A map from a long to an int without an object for each. Nothing is ever removed.
final class LongInts {
  static final int NONE = -1;

  private long[] keys = new long[64];
  // One more than the value; 0 where there is none.
  private int[] values = new int[64];
  private int size;

  int get(long key) {
    int mask = keys.length - 1;
    for (int at = slot(key, mask); values[at] != 0; at = (at + 1) & mask) {
      if (keys[at] == key) {
        return values[at] - 1;
      }
    }
    return NONE;
  }

  /// @param key one that is not there yet
  void put(long key, int value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    insert(key, value);
    size++;
  }

  int size() {
    return size;
  }

  private void insert(long key, int value) {
    int mask = keys.length - 1;
    int at = slot(key, mask);
    while (values[at] != 0) {
      at = (at + 1) & mask;
    }
    keys[at] = key;
    values[at] = value + 1;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        insert(oldKeys[i], oldValues[i] - 1);
      }
    }
  }

  private static int slot(long key, int mask) {
    long mixed = key * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 32) & mask;
  }
}
