package dev.skep.persistence.sealed;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/// The traces of any of several lists, put together without taking the lists apart: what is written
/// as bits is read as bits. Lists are those of [TraceNumbers].
final class TraceSet {
  // Beyond the traces of the largest segment there may be. What is damaged must not cost memory.
  private static final int MOST = 1 << 24;

  private long[] words = new long[64];

  /// Adds a list.
  ///
  /// @throws UncheckedIOException if the BLOB is none
  void add(byte[] blob) {
    var bytes = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
    long header = TraceNumbers.get(bytes);
    long added = header % 2 == 0 ? addNumbers(bytes) : addBits(bytes);
    if (added != header / 2) {
      throw TraceNumbers.damaged();
    }
  }

  BitSet toBitSet() {
    return BitSet.valueOf(words);
  }

  private long addNumbers(ByteBuffer bytes) {
    long count = 0;
    long number = 0;
    while (bytes.hasRemaining()) {
      number += TraceNumbers.get(bytes);
      mark(number);
      count++;
    }
    return count;
  }

  private void mark(long number) {
    if (number > MOST) {
      throw TraceNumbers.damaged();
    }
    int word = (int) (number / Long.SIZE);
    makeRoom(word);
    words[word] |= 1L << number;
  }

  private long addBits(ByteBuffer bytes) {
    long count = 0;
    long number = TraceNumbers.get(bytes);
    while (bytes.hasRemaining()) {
      long bits = 0;
      if (bytes.remaining() >= Long.BYTES) {
        bits = bytes.getLong();
      } else {
        for (int shift = 0; bytes.hasRemaining(); shift += Byte.SIZE) {
          bits |= (bytes.get() & 0xffL) << shift;
        }
      }
      put(number, bits);
      count += Long.bitCount(bits);
      number += Long.SIZE;
    }
    return count;
  }

  /// Marks the numbers from one on that these bits stand for, the lowest for that one.
  private void put(long number, long bits) {
    if (number > MOST) {
      throw TraceNumbers.damaged();
    }
    int word = (int) (number / Long.SIZE);
    int shift = (int) (number % Long.SIZE);
    makeRoom(word + 1);
    words[word] |= bits << shift;
    if (shift > 0) {
      words[word + 1] |= bits >>> (Long.SIZE - shift);
    }
  }

  private void makeRoom(int word) {
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(words.length * 2, word + 1));
    }
  }
}
