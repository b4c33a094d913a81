package dev.skep.otlp.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Remembers what was read from which bytes, so that the same bytes give the same object again,
/// from request to request. All threads share it.
///
/// Each range of bytes has one slot, and the next one with that slot takes it. So it costs the same
/// and takes the same room whatever is sent: ranges that collide are only read anew each time.
final class ByteMemory<T> {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final AtomicReferenceArray<@Nullable Known<T>> slots;
  // Hashes of what was met once. Threads may overwrite one another's; then something is remembered
  // a little later.
  private final int[] metOnce;
  private final int longest;

  private static final class Known<T> {
    final int hash;
    final byte[] bytes;
    final T value;

    Known(int hash, byte[] bytes, T value) {
      this.hash = hash;
      this.bytes = bytes;
      this.value = value;
    }
  }

  /// @param slots how many are remembered; a power of two
  /// @param longest the most bytes that are remembered
  ByteMemory(int slots, int longest) {
    this.slots = new AtomicReferenceArray<>(slots);
    this.metOnce = new int[slots];
    this.longest = longest;
  }

  /// Whether so many bytes can be remembered at all.
  boolean takes(int size) {
    return size <= longest;
  }

  /// A hash for [#find] and the others.
  ///
  /// @param salt tells apart what means different things in different places
  static int hash(byte[] bytes, int from, int size, int salt) {
    long hash = (size + ((long) salt << 32)) * FACTOR;
    int end = from + size;
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONG.get(bytes, at));
    }
    if (at < end) {
      if (size >= Long.BYTES) {
        // Some bytes count twice; that is quicker than one by one.
        hash = mixed(hash ^ (long) LONG.get(bytes, end - Long.BYTES));
      } else {
        long rest = 0;
        for (; at < end; at++) {
          rest = rest << 8 | (bytes[at] & 0xff);
        }
        hash = mixed(hash ^ rest);
      }
    }
    return (int) (hash ^ (hash >>> 29));
  }

  private static long mixed(long hash) {
    long product = hash * FACTOR;
    return product ^ (product >>> 32);
  }

  /// What was read from these bytes, if it is still known.
  @Nullable T find(int hash, byte[] bytes, int from, int size) {
    Known<T> known = slots.getAcquire(slot(hash));
    return known != null
            && known.hash == hash
            && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + size)
        ? known.value
        : null;
  }

  void remember(int hash, byte[] bytes, int from, int size, T value) {
    if (takes(size)) {
      byte[] copy = Arrays.copyOfRange(bytes, from, from + size);
      slots.setRelease(slot(hash), new Known<>(hash, copy, value));
    }
  }

  /// Remembers what comes for the second time: most of what is new never comes again, and would
  /// only take the place of something that does.
  void rememberWhatComesAgain(int hash, byte[] bytes, int from, int size, T value) {
    int slot = slot(hash);
    if (metOnce[slot] == hash) {
      remember(hash, bytes, from, size, value);
    } else {
      metOnce[slot] = hash;
    }
  }

  private int slot(int hash) {
    return hash & (slots.length() - 1);
  }
}
