package dev.skep.benchmarks.fuzz;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A field of a protobuf message as it stands on the wire, open to be changed in every way, also
/// into what no encoder would write.
final class WireField {
  int number;
  int wireType;

  /// What follows tag and length, unless there are [#fields].
  byte[] content = {};

  /// What a message holds; empty for all other fields.
  final List<WireField> fields = new ArrayList<>();

  /// Added to the length that is written before the content.
  long lie;

  /// Zero bytes that make the tag longer than it need be.
  int padding;

  WireField(int number, int wireType) {
    this.number = number;
    this.wireType = wireType;
  }

  static WireField ofContent(int number, byte[] content) {
    WireField field = new WireField(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    field.content = content.clone();
    return field;
  }

  /// Takes a message apart, as far down as there are messages in it.
  static List<WireField> read(byte[] message, Descriptor type) throws IOException {
    List<WireField> fields = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      WireField field =
          new WireField(WireFormat.getTagFieldNumber(tag), WireFormat.getTagWireType(tag));
      switch (field.wireType) {
        case WireFormat.WIRETYPE_VARINT -> field.content = varint(in.readRawVarint64());
        case WireFormat.WIRETYPE_FIXED64 -> field.content = in.readRawBytes(Long.BYTES);
        case WireFormat.WIRETYPE_FIXED32 -> field.content = in.readRawBytes(Integer.BYTES);
        default -> {
          byte[] content = in.readByteArray();
          FieldDescriptor descriptor = type.findFieldByNumber(field.number);
          if (descriptor != null && descriptor.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            field.fields.addAll(read(content, descriptor.getMessageType()));
          } else {
            field.content = content;
          }
        }
      }
      fields.add(field);
    }
    return fields;
  }

  /// A copy that shares nothing.
  WireField copy() {
    WireField copy = new WireField(number, wireType);
    copy.content = content.clone();
    copy.lie = lie;
    copy.padding = padding;
    fields.forEach(field -> copy.fields.add(field.copy()));
    return copy;
  }

  static byte[] write(List<WireField> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(field -> field.write(out));
    return out.toByteArray();
  }

  private void write(ByteArrayOutputStream out) {
    byte[] body = fields.isEmpty() ? content : write(fields);
    byte[] tag = varint(Integer.toUnsignedLong(number << 3 | wireType));
    if (padding > 0) {
      tag[tag.length - 1] |= (byte) 0x80;
    }
    out.writeBytes(tag);
    for (int i = 0; i < padding; i++) {
      out.write(i == padding - 1 ? 0 : 0x80);
    }
    if (wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      out.writeBytes(varint(body.length + lie));
    }
    out.writeBytes(body);
  }

  static byte[] varint(long value) {
    byte[] bytes = new byte[10];
    int size = 0;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return Arrays.copyOf(bytes, size);
  }
}
