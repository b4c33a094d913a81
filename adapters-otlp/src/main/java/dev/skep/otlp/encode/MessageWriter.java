package dev.skep.otlp.encode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes fields of protobuf messages one after the other. A field that has its default value is
/// left out, unless it is written as one that was chosen: a choice (`oneof`) is told even so.
///
/// Source: Protocol Buffers, "Encoding".
final class MessageWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int FIELD_SHIFT = 3;

  private static final int GROUP = 7;
  private static final int MORE = 1 << GROUP;
  private static final int MOST_VARINT_BYTES = 10;
  private static final int ID_BYTES = 8;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle ID =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  /// @param expected about how many bytes it will be
  MessageWriter(int expected) {
    bytes = new byte[expected];
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// Begins a message in a field. What is written now belongs to it.
  ///
  /// @return to be handed to [#close]
  int open(int field) {
    tag(field, DELIMITED);
    // Most messages are small, and their length is one byte.
    reserve(1);
    return ++size;
  }

  /// Ends the message that was begun last.
  void close(int opened) {
    int length = size - opened;
    int more = varintBytes(length) - 1;
    if (more > 0) {
      reserve(more);
      System.arraycopy(bytes, opened, bytes, opened + more, length);
    }
    size = opened - 1;
    varint(length);
    size += length;
  }

  void text(int field, String text) {
    if (!text.isEmpty()) {
      chosenText(field, text);
    }
  }

  void number(int field, long number) {
    if (number != 0) {
      chosenNumber(field, number);
    }
  }

  void fixed64(int field, long bits) {
    if (bits != 0) {
      chosenFixed64(field, bits);
    }
  }

  void fixed32(int field, int bits) {
    if (bits != 0) {
      tag(field, FIXED32);
      reserve(Integer.BYTES);
      INT.set(bytes, size, bits);
      size += Integer.BYTES;
    }
  }

  void bytes(int field, byte[] content) {
    if (content.length > 0) {
      chosenBytes(field, content);
    }
  }

  /// An id of eight bytes.
  void id(int field, long bits) {
    tag(field, DELIMITED);
    varint(ID_BYTES);
    idBits(bits);
  }

  /// An id of sixteen bytes.
  void id(int field, long high, long low) {
    tag(field, DELIMITED);
    varint(2 * ID_BYTES);
    idBits(high);
    idBits(low);
  }

  void chosenText(int field, String text) {
    chosenBytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  void chosenNumber(int field, long number) {
    tag(field, VARINT);
    varint(number);
  }

  void chosenFixed64(int field, long bits) {
    tag(field, FIXED64);
    reserve(Long.BYTES);
    LONG.set(bytes, size, bits);
    size += Long.BYTES;
  }

  void chosenBytes(int field, byte[] content) {
    tag(field, DELIMITED);
    varint(content.length);
    reserve(content.length);
    System.arraycopy(content, 0, bytes, size, content.length);
    size += content.length;
  }

  private void idBits(long bits) {
    reserve(ID_BYTES);
    ID.set(bytes, size, bits);
    size += ID_BYTES;
  }

  private void tag(int field, int type) {
    varint((long) field << FIELD_SHIFT | type);
  }

  private void varint(long number) {
    reserve(MOST_VARINT_BYTES);
    long rest = number;
    while ((rest & -MORE) != 0) {
      bytes[size++] = (byte) (rest | MORE);
      rest >>>= GROUP;
    }
    bytes[size++] = (byte) rest;
  }

  private static int varintBytes(int length) {
    int count = 1;
    for (int rest = length >>> GROUP; rest != 0; rest >>>= GROUP) {
      count++;
    }
    return count;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
