package dev.skep.otlp.decode;

import java.nio.charset.StandardCharsets;

/// Makes texts of what was sent: within their limits, without unpaired surrogates. Counts the
/// values that had to be cut, of every sort, and what was left out.
final class Texts {
  private static final char REPLACEMENT = '\ufffd';

  private long cuts;
  private long leftOut;

  long cuts() {
    return cuts;
  }

  /// Attributes, events and links beyond the limits.
  long leftOut() {
    return leftOut;
  }

  void countLeftOut() {
    leftOut++;
  }

  void countCut() {
    cuts++;
  }

  /// The text that these bytes in UTF-8 write; what is no UTF-8 becomes U+FFFD.
  static String utf8(byte[] bytes, int from, int size) {
    return new String(bytes, from, size, StandardCharsets.UTF_8);
  }

  /// The text that these bytes in UTF-8 write, cut if it is too long. It may be so although the
  /// bytes are few enough: of each one that is no UTF-8, U+FFFD makes three.
  ///
  /// @param limit how many bytes in UTF-8 may stay; a character across that border goes as a whole
  String bounded(byte[] bytes, int from, int limit, int size) {
    boolean cut = size > limit;
    int end = cut ? beginningOfCharacter(bytes, from + limit) : from + size;
    String text = utf8(bytes, from, end - from);
    if (text.indexOf(REPLACEMENT) >= 0) {
      BoundedText bounded = new BoundedText(limit);
      bounded.write(text, 0, text.length());
      text = bounded.kept();
      cut |= bounded.isCut();
    }
    return cut ? withMarker(text, size) : text;
  }

  /// The beginning of the character that the byte at `end` belongs to.
  private static int beginningOfCharacter(byte[] bytes, int end) {
    int beginning = end;
    while (beginning > end - 4 && isContinuation(bytes[beginning])) {
      beginning--;
    }
    return beginning;
  }

  /// What is left of a text that was too long, with a note of how large it was.
  String withMarker(String kept, long size) {
    countCut();
    return kept + "… [cut: " + size + " bytes]";
  }

  /// The text with U+FFFD for each unpaired surrogate.
  static String withoutLoneSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceLoneSurrogates(text);
      }
    }
    return text;
  }

  private static String replaceLoneSurrogates(String text) {
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isSurrogate(point) ? REPLACEMENT : point)
        .forEach(mended::appendCodePoint);
    return mended.toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }
}
