package dev.skep.persistence.sealed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Lists of trace numbers: ids of rows of `traces`, from 1 on, ascending, each once. In memory they
/// are an `int[]`, in a file a BLOB.
///
/// A BLOB begins with a varint: the length of the list, doubled, plus one if the list is written as
/// bits. Otherwise there follow, as varints, the first number and the differences from one number
/// to the next. As bits: a varint for the first number, and then one bit for it and each number
/// after it, the lowest bit of a byte first, up to the last that is in the list. Whichever is
/// shorter is written, so a list takes at most an eighth of a byte for each trace there is, and a
/// few bytes for each trace in it.
///
/// A varint has seven bits in each byte, the lowest first, and the highest bit set in all bytes but
/// the last.
public final class TraceNumbers {
  private static final int[] NONE = {};
  // From this on it is quicker to search the longer list for each number of the shorter one.
  private static final int MUCH_LONGER = 16;

  private TraceNumbers() {}

  // ---- Reading and writing

  /// The BLOB of a list.
  public static byte[] encode(int[] numbers) {
    return encode(numbers, 0, numbers.length);
  }

  /// The BLOB of a part of an array that is a list.
  ///
  /// @param from the first index
  /// @param to the index after the last
  public static byte[] encode(int[] numbers, int from, int to) {
    int count = to - from;
    if (count == 0) {
      return new byte[1];
    }
    int first = numbers[from];
    long header = 2L * count;
    int varints = differencesLength(numbers, from, to);
    int bits = (numbers[to - 1] - first) / 8 + 1 + length(first);
    if (bits < varints) {
      var blob = ByteBuffer.allocate(length(header + 1) + bits);
      put(blob, header + 1);
      put(blob, first);
      for (int at = blob.position(), i = from; i < to; i++) {
        int bit = numbers[i] - first;
        int index = at + bit / 8;
        blob.put(index, (byte) (blob.get(index) | (1 << (bit % 8))));
      }
      return blob.array();
    }
    var blob = ByteBuffer.allocate(length(header) + varints);
    put(blob, header);
    int before = 0;
    for (int i = from; i < to; i++) {
      put(blob, numbers[i] - before);
      before = numbers[i];
    }
    return blob.array();
  }

  /// The list of a BLOB.
  ///
  /// @throws UncheckedIOException if it is none
  public static int[] decode(byte[] blob) {
    var bytes = ByteBuffer.wrap(blob);
    long header = get(bytes);
    long count = header / 2;
    // What is damaged must not cost more memory than its own size suggests.
    if (count > 8L * blob.length) {
      throw damaged();
    }
    int[] numbers = new int[(int) count];
    if (header % 2 == 0) {
      int before = 0;
      for (int i = 0; i < numbers.length; i++) {
        before += (int) get(bytes);
        numbers[i] = before;
      }
    } else {
      decodeBits(bytes, numbers);
    }
    return numbers;
  }

  /// How long the list of a BLOB is, without reading the list.
  public static int count(byte[] blob) {
    return (int) (get(ByteBuffer.wrap(blob)) / 2);
  }

  private static void decodeBits(ByteBuffer bytes, int[] into) {
    int number = (int) get(bytes);
    int size = 0;
    while (bytes.hasRemaining()) {
      for (int rest = bytes.get() & 0xff; rest != 0; rest &= rest - 1) {
        if (size == into.length) {
          throw damaged();
        }
        into[size++] = number + Integer.numberOfTrailingZeros(rest);
      }
      number += 8;
    }
    if (size < into.length) {
      throw damaged();
    }
  }

  private static int differencesLength(int[] numbers, int from, int to) {
    int length = 0;
    int before = 0;
    for (int i = from; i < to; i++) {
      length += length(numbers[i] - before);
      before = numbers[i];
    }
    return length;
  }

  private static int length(long value) {
    return (63 - Long.numberOfLeadingZeros(value | 1)) / 7 + 1;
  }

  private static void put(ByteBuffer blob, long value) {
    long rest = value;
    while (rest > 0x7f) {
      blob.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    blob.put((byte) rest);
  }

  static long get(ByteBuffer blob) {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (!blob.hasRemaining()) {
        throw damaged();
      }
      byte next = blob.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged();
  }

  static UncheckedIOException damaged() {
    return new UncheckedIOException(new IOException("a list of traces is damaged"));
  }

  // ---- Sets

  /// Whether a number is in the list.
  public static boolean contains(int[] numbers, int number) {
    return Arrays.binarySearch(numbers, number) >= 0;
  }

  /// The numbers that are in both lists.
  public static int[] intersect(int[] one, int[] other) {
    return one.length <= other.length ? common(one, other, true) : common(other, one, true);
  }

  /// The numbers that are in the first list and not in the second.
  public static int[] difference(int[] from, int[] without) {
    return without.length == 0 ? from : common(from, without, false);
  }

  /// The numbers that are in any of the lists.
  public static int[] union(List<int[]> lists) {
    int total = 0;
    int largest = 0;
    int[] only = NONE;
    int filled = 0;
    for (int[] list : lists) {
      if (list.length > 0) {
        filled++;
        only = list;
        total = Math.addExact(total, list.length);
        largest = Math.max(largest, list[list.length - 1]);
      }
    }
    if (filled < 2) {
      return only;
    }
    return total < largest / Long.SIZE ? sorted(lists, total) : marked(lists, largest);
  }

  /// The part of a list from one number to another, both included.
  public static int[] between(int[] numbers, int first, int last) {
    int from = atOrAfter(numbers, first);
    int to = last == Integer.MAX_VALUE ? numbers.length : atOrAfter(numbers, last + 1);
    return from == 0 && to == numbers.length
        ? numbers
        : Arrays.copyOfRange(numbers, from, Math.max(from, to));
  }

  /// Those of a list that are in another one, or those that are not.
  private static int[] common(int[] list, int[] other, boolean in) {
    int[] found = new int[list.length];
    int size = 0;
    boolean search = other.length / MUCH_LONGER > list.length;
    int at = 0;
    for (int number : list) {
      if (search) {
        int place = Arrays.binarySearch(other, at, other.length, number);
        at = place < 0 ? ~place : place;
      } else {
        while (at < other.length && other[at] < number) {
          at++;
        }
      }
      if ((at < other.length && other[at] == number) == in) {
        found[size++] = number;
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static int[] sorted(List<int[]> lists, int total) {
    int[] all = new int[total];
    int size = 0;
    for (int[] list : lists) {
      System.arraycopy(list, 0, all, size, list.length);
      size += list.length;
    }
    Arrays.sort(all);
    int distinct = 0;
    for (int number : all) {
      if (distinct == 0 || all[distinct - 1] != number) {
        all[distinct++] = number;
      }
    }
    return Arrays.copyOf(all, distinct);
  }

  private static int[] marked(List<int[]> lists, int largest) {
    var marks = new BitSet(largest + 1);
    for (int[] list : lists) {
      for (int number : list) {
        marks.set(number);
      }
    }
    int[] numbers = new int[marks.cardinality()];
    int size = 0;
    for (int i = marks.nextSetBit(0); i >= 0; i = marks.nextSetBit(i + 1)) {
      numbers[size++] = i;
    }
    return numbers;
  }

  private static int atOrAfter(int[] numbers, int number) {
    int place = Arrays.binarySearch(numbers, number);
    return place < 0 ? ~place : place;
  }
}
