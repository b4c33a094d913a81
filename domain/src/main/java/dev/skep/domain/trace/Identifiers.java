package dev.skep.domain.trace;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/// The rules that trace ids and span ids share; they differ only in their number of bytes.
final class Identifiers {
  static final int MAX_LENGTH = 64;

  private static final HexFormat HEX = HexFormat.of();

  private Identifiers() {}

  /// The text in its one spelling: hexadecimal digits of the regular length in lower case.
  static String require(String text, int bytes) {
    if (!isValid(text, bytes)) {
      throw new IllegalArgumentException("not an identifier of " + bytes + " bytes");
    }
    return isHex(text, bytes) ? lowerCase(text) : text;
  }

  static boolean isValid(String text, int bytes) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && !(text.length() == 2 * bytes && isZero(text));
  }

  static boolean isValid(byte[] id, int bytes) {
    if (id.length != bytes) {
      return false;
    }
    for (byte b : id) {
      if (b != 0) {
        return true;
      }
    }
    return false;
  }

  static boolean isHex(String text, int bytes) {
    if (text.length() != 2 * bytes) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static String hex(byte[] id) {
    return HEX.formatHex(id);
  }

  static int compare(String one, String other, int bytes) {
    boolean regular = isHex(one, bytes);
    if (regular != isHex(other, bytes)) {
      return regular ? 1 : -1;
    }
    return regular ? one.compareTo(other) : compareCodePoints(one, other);
  }

  private static int compareCodePoints(String one, String other) {
    return Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
  }

  private static boolean isZero(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  private static String lowerCase(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 'A' && text.charAt(i) <= 'F') {
        return text.toLowerCase(Locale.ROOT);
      }
    }
    return text;
  }
}
