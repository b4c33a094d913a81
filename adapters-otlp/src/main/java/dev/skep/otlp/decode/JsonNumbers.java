package dev.skep.otlp.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Numbers as JSON writes them, exact in all digits. Safe for any text of at most [#LONGEST]
/// characters: `1e999999999` is never worked out.
final class JsonNumbers {
  /// The longest number that is looked at, in characters.
  static final int LONGEST = 100;

  private static final BigInteger TWO_TO_63 = BigInteger.ONE.shiftLeft(63);
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  /// Which integers are taken.
  enum Range {
    INT64(TWO_TO_63.negate(), TWO_TO_63),
    UINT64(BigInteger.ZERO, TWO_TO_64);

    private final BigInteger from;
    private final BigInteger before;

    Range(BigInteger from, BigInteger before) {
      this.from = from;
      this.before = before;
    }
  }

  private JsonNumbers() {}

  /// The integer that `text` writes, unsigned ones as their 64 bits; nothing when it is none, or
  /// out of range. `1.0` and `1e3` are integers, as protobuf's JSON mapping has it.
  static OptionalLong integer(String text, Range range) {
    int length = text.length();
    boolean negative = length > 1 && text.charAt(0) == '-';
    int from = negative ? 1 : 0;
    // Up to 18 digits fit a long, whatever they are: the way of nearly all numbers.
    if (length - from > 18 || length == from) {
      return unusual(text, range);
    }
    long number = 0;
    for (int i = from; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return unusual(text, range);
      }
      number = number * 10 + digit;
    }
    if (negative && number != 0) {
      return range == Range.UINT64 ? OptionalLong.empty() : OptionalLong.of(-number);
    }
    return OptionalLong.of(number);
  }

  private static OptionalLong unusual(String text, Range range) {
    // Rules out what is far too large or too small, and with it every exponent that could make
    // digits without end.
    OptionalDouble about = finite(text);
    if (about.isEmpty() || Math.abs(about.getAsDouble()) >= 0x1p65) {
      return OptionalLong.empty();
    }
    if (Math.abs(about.getAsDouble()) < 1) {
      return isZero(text) ? OptionalLong.of(0) : OptionalLong.empty();
    }
    BigDecimal whole = new BigDecimal(text).stripTrailingZeros();
    if (whole.scale() > 0) {
      return OptionalLong.empty();
    }
    BigInteger integer = whole.toBigInteger();
    return integer.compareTo(range.from) >= 0 && integer.compareTo(range.before) < 0
        ? OptionalLong.of(integer.longValue())
        : OptionalLong.empty();
  }

  /// Whether all digits before the exponent are zero.
  private static boolean isZero(String text) {
    for (int i = 0; i < text.length() && text.charAt(i) != 'e' && text.charAt(i) != 'E'; i++) {
      if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
        return false;
      }
    }
    return true;
  }

  /// The double that `text` writes, `NaN` and `Infinity` and `-Infinity` included; nothing when it
  /// is none or too large for one.
  static OptionalDouble floating(String text) {
    return switch (text) {
      case "NaN" -> OptionalDouble.of(Double.NaN);
      case "Infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-Infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> finite(text);
    };
  }

  private static OptionalDouble finite(String text) {
    if (!hasOnlyNumberCharacters(text)) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isInfinite(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /// Java reads more than JSON writes: `1f`, `0x1p3`, blanks around.
  private static boolean hasOnlyNumberCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
