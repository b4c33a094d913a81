package dev.skep.persistence.rollup;

import java.sql.SQLException;
import java.util.Arrays;

/// Entry spans whose parent has not come. A ring: when it is full, the one that waits longest is
/// forgotten, and stays called from outside. Takes 40 bytes for each.
final class WaitingCalls {
  private static final int NONE = -1;
  private static final int SMALLEST = 1 << 10;

  private final int most;
  private long[] keys;
  private int[] parties;
  private long[] minutes;
  // The complement for a call that failed.
  private long[] nanos;
  private int[] next;
  private int[] previous;
  // Where the calls begin whose keys have the same hash.
  private int[] heads;
  private int oldest;
  private int size;

  /// @param most how many are remembered, a power of two
  WaitingCalls(int most) {
    this.most = most;
    int capacity = Math.min(SMALLEST, most);
    keys = new long[capacity];
    parties = new int[capacity];
    minutes = new long[capacity];
    nanos = new long[capacity];
    next = new int[capacity];
    previous = new int[capacity];
    heads = empty(capacity);
  }

  void add(long key, int party, long minute, long nanos, boolean error) {
    if (size == keys.length) {
      if (size < most) {
        grow();
      } else {
        forgetOldest();
      }
    }
    int at = (oldest + size) & (keys.length - 1);
    size++;
    keys[at] = key;
    parties[at] = party;
    minutes[at] = minute;
    this.nanos[at] = error ? ~nanos : nanos;
    link(at);
  }

  /// Whether a call waits for this key, or for one that looks like it.
  boolean mayHave(long key) {
    return heads[slot(key)] != NONE;
  }

  /// Hands over the calls that wait for this key; then they wait no more.
  void take(long key, Taker taker) throws SQLException {
    int at = heads[slot(key)];
    while (at != NONE) {
      int following = next[at];
      if (keys[at] == key) {
        int party = parties[at];
        unlink(at);
        parties[at] = NONE;
        taker.take(party, minutes[at], Math.max(nanos[at], ~nanos[at]), nanos[at] < 0);
      }
      at = following;
    }
  }

  private void forgetOldest() {
    if (parties[oldest] != NONE) {
      unlink(oldest);
    }
    oldest = (oldest + 1) & (keys.length - 1);
    size--;
  }

  private void link(int at) {
    int slot = slot(keys[at]);
    next[at] = heads[slot];
    previous[at] = ~slot;
    if (heads[slot] != NONE) {
      previous[heads[slot]] = at;
    }
    heads[slot] = at;
  }

  private void unlink(int at) {
    if (previous[at] < 0) {
      heads[~previous[at]] = next[at];
    } else {
      next[previous[at]] = next[at];
    }
    if (next[at] != NONE) {
      previous[next[at]] = previous[at];
    }
  }

  /// Only when the ring is full. Those that wait no more are left behind.
  private void grow() {
    int old = keys.length;
    long[] oldKeys = turned(keys);
    int[] oldParties = new int[old];
    for (int i = 0; i < old; i++) {
      oldParties[i] = parties[(oldest + i) & (old - 1)];
    }
    long[] oldMinutes = turned(minutes);
    long[] oldNanos = turned(nanos);
    int capacity = old * 2;
    keys = Arrays.copyOf(oldKeys, capacity);
    parties = Arrays.copyOf(oldParties, capacity);
    minutes = Arrays.copyOf(oldMinutes, capacity);
    nanos = Arrays.copyOf(oldNanos, capacity);
    next = new int[capacity];
    previous = new int[capacity];
    heads = empty(capacity);
    oldest = 0;
    for (int at = 0; at < old; at++) {
      if (parties[at] != NONE) {
        link(at);
      }
    }
  }

  private long[] turned(long[] ring) {
    long[] straight = new long[ring.length];
    int before = ring.length - oldest;
    System.arraycopy(ring, oldest, straight, 0, before);
    System.arraycopy(ring, 0, straight, before, oldest);
    return straight;
  }

  private int slot(long key) {
    return (int) (key >>> 32) & (heads.length - 1);
  }

  private static int[] empty(int capacity) {
    int[] heads = new int[capacity];
    Arrays.fill(heads, NONE);
    return heads;
  }

  /// Takes over a call.
  interface Taker {
    void take(int party, long minute, long nanos, boolean error) throws SQLException;
  }
}
