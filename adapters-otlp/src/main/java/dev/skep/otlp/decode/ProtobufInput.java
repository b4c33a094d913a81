package dev.skep.otlp.decode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// Protobuf's wire format, field by field, with texts and bytes held to their limits.
///
/// A message is read as `int outer = enter(); while ((tag = tag()) != END) …; leave(outer);`.
///
/// Every method throws [InvalidProtocolBufferException] when the bytes are no protobuf, and
/// whatever [IOException] the stream below throws.
final class ProtobufInput {
  /// What [#tag()] gives at the end of a message.
  static final int END = 0;

  /// The wire types, for `case FIELD << 3 | TYPE`: only a field of the right type is the field
  /// meant; any other is unknown and skipped, as generated parsers do it.
  static final int VARINT = WireFormat.WIRETYPE_VARINT;

  static final int FIXED64 = WireFormat.WIRETYPE_FIXED64;
  static final int FIXED32 = WireFormat.WIRETYPE_FIXED32;
  static final int LENGTH_DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private static final HexFormat HEX = HexFormat.of();

  private final CodedInputStream in;
  private final Texts texts;

  ProtobufInput(InputStream body, Texts texts) {
    this.in = CodedInputStream.newInstance(body);
    this.texts = texts;
  }

  int tag() throws IOException {
    return in.readTag();
  }

  /// Steps into the message that follows.
  ///
  /// @return what [#leave] wants back
  int enter() throws IOException {
    return in.pushLimit(in.readRawVarint32());
  }

  /// Steps out of a message that was read to its end.
  void leave(int outer) throws IOException {
    // The body may have ended before the message did; the tag reader cannot tell the two.
    if (in.getBytesUntilLimit() != 0) {
      throw new InvalidProtocolBufferException("truncated message");
    }
    in.popLimit(outer);
  }

  /// Skips the field that `tag` begins. Groups within groups are bounded by the library.
  void skip(int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("end of a group that did not begin");
    }
  }

  /// A text, cut if it is too long.
  String text() throws IOException {
    return text(SpanLimits.TEXT_BYTES);
  }

  /// A text that is expected to come again.
  String repeatedText() throws IOException {
    return texts.repeated(text(SpanLimits.TEXT_BYTES));
  }

  /// The key of an attribute.
  String key() throws IOException {
    return texts.repeated(text(SpanLimits.KEY_BYTES));
  }

  private String text(int limit) throws IOException {
    int size = in.readRawVarint32();
    if (size == 0) {
      return "";
    }
    if (size < 0 || size <= limit) {
      return Texts.utf8(in.readRawBytes(size));
    }
    byte[] first = in.readRawBytes(limit + 1);
    in.skipRawBytes(size - first.length);
    return texts.cut(first, limit, size);
  }

  /// Raw bytes, cut if they are too many.
  byte[] bytes() throws IOException {
    int size = in.readRawVarint32();
    if (size <= SpanLimits.VALUE_BYTES) {
      return in.readRawBytes(size);
    }
    byte[] first = in.readRawBytes(SpanLimits.VALUE_BYTES);
    in.skipRawBytes(size - first.length);
    texts.countCut();
    return first;
  }

  /// The bytes of an identifier. Of one that is far too long only the beginning is kept, which is
  /// still too long.
  byte[] id() throws IOException {
    int size = in.readRawVarint32();
    int kept = Math.min(size, 64);
    byte[] id = in.readRawBytes(kept);
    in.skipRawBytes(size - kept);
    return id;
  }

  static String hex(byte[] id) {
    return HEX.formatHex(id);
  }

  static boolean isZero(byte[] id) {
    return Arrays.equals(id, new byte[id.length]);
  }

  boolean bool() throws IOException {
    return in.readBool();
  }

  long int64() throws IOException {
    return in.readInt64();
  }

  double number() throws IOException {
    return in.readDouble();
  }

  int enumeration() throws IOException {
    return in.readEnum();
  }

  long uint32() throws IOException {
    return Integer.toUnsignedLong(in.readUInt32());
  }

  long fixed32() throws IOException {
    return Integer.toUnsignedLong(in.readFixed32());
  }

  long fixed64() throws IOException {
    return in.readFixed64();
  }
}
