package dev.skep.otlp.decode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/// Protobuf's wire format, field by field, with texts and bytes held to their limits. Reads from
/// memory and copies only what is kept.
///
/// A message is read as `int outer = enter(); while ((tag = tag()) != END) …; leave(outer);`.
///
/// Every method throws [InvalidProtocolBufferException] when the bytes are no protobuf.
///
/// Source: "Encoding" of the Protocol Buffers documentation.
final class ProtobufInput {
  /// What [#tag()] gives at the end of a message.
  static final int END = 0;

  /// The wire types, for `case FIELD << 3 | TYPE`: only a field of the right type is the field
  /// meant; any other is unknown and skipped, as generated parsers do it.
  static final int VARINT = WireFormat.WIRETYPE_VARINT;

  static final int FIXED64 = WireFormat.WIRETYPE_FIXED64;
  static final int FIXED32 = WireFormat.WIRETYPE_FIXED32;
  static final int LENGTH_DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private static final int TYPE_BITS = 3;
  private static final int LONGEST_ID = 64;
  private static final HexFormat HEX = HexFormat.of();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private final Texts texts;
  private final ProtobufMemory memory;
  private int at;
  // Where the current message says that it ends, which may be behind the end of all, and where
  // reading stops.
  private int limit = Integer.MAX_VALUE;
  private int stop;

  /// @param bytes hold the request up to `size`
  ProtobufInput(byte[] bytes, int size, Texts texts, ProtobufMemory memory) {
    this.bytes = bytes;
    this.end = size;
    this.stop = size;
    this.texts = texts;
    this.memory = memory;
  }

  byte[] bytes() {
    return bytes;
  }

  /// Where the next field begins in [#bytes()].
  int position() {
    return at;
  }

  /// Goes to a place within the current message.
  void position(int place) {
    at = place;
  }

  int tag() throws InvalidProtocolBufferException {
    if (at == stop) {
      return END;
    }
    int tag = varint32();
    if (tag >>> TYPE_BITS == 0) {
      throw malformed("a field with the number 0");
    }
    return tag;
  }

  /// Steps into the message that follows.
  ///
  /// @return what [#leave] wants back
  int enter() throws InvalidProtocolBufferException {
    return enter(varint32());
  }

  /// The size of the message that follows, as it says.
  int announcedSize() throws InvalidProtocolBufferException {
    return varint32();
  }

  /// Whether so many bytes follow within this message.
  boolean has(int size) {
    return size >= 0 && size <= stop - at;
  }

  /// Steps into the message of `size` bytes that begins here.
  int enter(int size) throws InvalidProtocolBufferException {
    if (size < 0 || size > limit - at) {
      throw malformed("a message longer than the one around it");
    }
    int outer = limit;
    within(at + size);
    return outer;
  }

  /// Steps out of a message that was read to its end.
  void leave(int outer) throws InvalidProtocolBufferException {
    // The body may have ended before the message did; the tag reader cannot tell the two.
    if (at != limit) {
      throw malformed("truncated message");
    }
    within(outer);
  }

  private void within(int messageEnd) {
    limit = messageEnd;
    stop = Math.min(messageEnd, end);
  }

  /// Skips the field that `tag` begins.
  void skip(int tag) throws InvalidProtocolBufferException {
    switch (tag & ((1 << TYPE_BITS) - 1)) {
      case VARINT -> varint64();
      case FIXED64 -> skipBytes(Long.BYTES);
      case FIXED32 -> skipBytes(Integer.BYTES);
      case LENGTH_DELIMITED -> skipBytes(varint32());
      case WireFormat.WIRETYPE_START_GROUP -> skipGroup(tag);
      default -> throw malformed("no wire type, or the end of a group that did not begin");
    }
  }

  /// Groups are of the past, and rare. Those within groups are bounded by the library.
  private void skipGroup(int tag) throws InvalidProtocolBufferException {
    CodedInputStream rest = CodedInputStream.newInstance(bytes, at, stop - at);
    try {
      rest.skipField(tag);
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
    at += rest.getTotalBytesRead();
  }

  void skipBytes(int size) throws InvalidProtocolBufferException {
    require(size);
    at += size;
  }

  /// The size of what follows, all of which is there.
  int size() throws InvalidProtocolBufferException {
    int size = varint32();
    require(size);
    return size;
  }

  /// A text, cut if it is too long.
  String text() throws InvalidProtocolBufferException {
    return text(SpanLimits.TEXT_BYTES);
  }

  /// The key of an attribute.
  String key() throws InvalidProtocolBufferException {
    return text(SpanLimits.KEY_BYTES);
  }

  private String text(int most) throws InvalidProtocolBufferException {
    int size = size();
    int from = at;
    at += size;
    if (size == 0) {
      return "";
    }
    // So short a text is not too long even if every byte of it becomes U+FFFD, which has three.
    return size <= most / 3
        ? memory.text(bytes, from, size)
        : texts.bounded(bytes, from, most, size);
  }

  /// Raw bytes, cut if they are too many.
  byte[] rawBytes() throws InvalidProtocolBufferException {
    int size = size();
    int from = at;
    at += size;
    if (size > SpanLimits.VALUE_BYTES) {
      texts.countCut();
    }
    return Arrays.copyOfRange(bytes, from, from + Math.min(size, SpanLimits.VALUE_BYTES));
  }

  /// The hexadecimal digits of an identifier of any length. Of one that is far too long only the
  /// beginning is kept, which is still too long.
  ///
  /// @param size from [#size()]
  String hex(int size) {
    int from = at;
    at += size;
    return HEX.formatHex(bytes, from, from + Math.min(size, LONGEST_ID));
  }

  /// Eight bytes of an identifier, the first one highest.
  long idBits() throws InvalidProtocolBufferException {
    return Long.reverseBytes(fixed64());
  }

  boolean bool() throws InvalidProtocolBufferException {
    return varint64() != 0;
  }

  long int64() throws InvalidProtocolBufferException {
    return varint64();
  }

  double number() throws InvalidProtocolBufferException {
    return Double.longBitsToDouble(fixed64());
  }

  int enumeration() throws InvalidProtocolBufferException {
    return varint32();
  }

  long uint32() throws InvalidProtocolBufferException {
    return Integer.toUnsignedLong(varint32());
  }

  long fixed32() throws InvalidProtocolBufferException {
    require(Integer.BYTES);
    int value = (int) INT.get(bytes, at);
    at += Integer.BYTES;
    return Integer.toUnsignedLong(value);
  }

  long fixed64() throws InvalidProtocolBufferException {
    require(Long.BYTES);
    long value = (long) LONG.get(bytes, at);
    at += Long.BYTES;
    return value;
  }

  /// The lower half of what may have been written with up to 64 bits.
  private int varint32() throws InvalidProtocolBufferException {
    return (int) varint64();
  }

  private long varint64() throws InvalidProtocolBufferException {
    if (at < stop && bytes[at] >= 0) {
      return bytes[at++];
    }
    return longVarint();
  }

  private long longVarint() throws InvalidProtocolBufferException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(1);
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number of more than ten bytes");
  }

  private void require(int size) throws InvalidProtocolBufferException {
    if (!has(size)) {
      throw malformed("truncated field");
    }
  }

  private static InvalidProtocolBufferException malformed(String message) {
    return new InvalidProtocolBufferException(message);
  }
}
