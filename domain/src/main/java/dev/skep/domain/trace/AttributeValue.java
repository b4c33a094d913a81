package dev.skep.domain.trace;

import java.util.Arrays;
import java.util.List;

/// The value of one attribute, in the type its sender gave it.
///
/// Source: OTLP `AnyValue`.
public sealed interface AttributeValue {
  /// A value without content.
  AttributeValue EMPTY = new EmptyValue();

  /// Text. Never holds an unpaired surrogate.
  record StringValue(String text) implements AttributeValue {
    // Written out here and for numbers, because millions are compared: what Java makes for a record
    // is called through a method handle, and costs several times as much.
    @Override
    public boolean equals(Object other) {
      return other instanceof StringValue(String that) && text.equals(that);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /// A truth value.
  record BoolValue(boolean truth) implements AttributeValue {}

  /// A signed 64-bit integer, all digits kept.
  record IntValue(long number) implements AttributeValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof IntValue(long that) && number == that;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  /// A 64-bit floating-point number; NaN and the infinities are values too.
  record DoubleValue(double number) implements AttributeValue {}

  /// Values in order, of any mix of types.
  record ArrayValue(List<AttributeValue> values) implements AttributeValue {
    public ArrayValue {
      values = List.copyOf(values);
    }
  }

  /// Named values.
  record MapValue(Attributes entries) implements AttributeValue {}

  /// An attribute that was sent with a key and no value.
  record EmptyValue() implements AttributeValue {}

  /// Raw bytes.
  final class BytesValue implements AttributeValue {
    private final byte[] bytes;

    public BytesValue(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /// A copy of the bytes.
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof BytesValue that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "BytesValue[" + bytes.length + " bytes]";
    }
  }

  static AttributeValue of(String text) {
    return new StringValue(text);
  }

  static AttributeValue of(long number) {
    return SharedValues.of(number);
  }

  static AttributeValue of(double number) {
    return new DoubleValue(number);
  }

  static AttributeValue of(boolean truth) {
    return SharedValues.of(truth);
  }
}
