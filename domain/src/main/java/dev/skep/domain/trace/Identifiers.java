package dev.skep.domain.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/// The rules that trace ids and span ids share; they differ only in their number of bytes.
final class Identifiers {
  static final int MAX_LENGTH = 64;

  private static final HexFormat HEX = HexFormat.of();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Identifiers() {}

  static void require(String text, int bytes) {
    if (!isValid(text, bytes)) {
      throw new IllegalArgumentException("not an identifier of " + bytes + " bytes");
    }
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

  /// What 16 hexadecimal digits write.
  static long bits(String text, int from) {
    return HexFormat.fromHexDigitsToLong(text, from, from + 16);
  }

  static long bits(byte[] id, int from) {
    return (long) LONG.get(id, from);
  }

  static String hex(long bits) {
    return HEX.toHexDigits(bits);
  }

  static int compareCodePoints(String one, String other) {
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
}
