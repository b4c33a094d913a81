package dev.skep.otlp.decode;

import java.io.Writer;

/// Takes a text in pieces and keeps its beginning, so that a text of 60 MB never becomes one
/// string. Unpaired surrogates become U+FFFD.
final class BoundedText extends Writer {
  private static final int REPLACEMENT = 0xfffd;

  private final StringBuilder kept = new StringBuilder();
  private final int limit;
  private boolean cut;
  private long size;
  // A high surrogate whose partner may come with the next piece; 0 when there is none.
  private char high;

  /// @param limit how many bytes in UTF-8 are kept
  BoundedText(int limit) {
    this.limit = limit;
  }

  @Override
  public void write(char[] chars, int from, int count) {
    for (int i = from; i < from + count; i++) {
      add(chars[i]);
    }
  }

  @Override
  public void write(String text, int from, int count) {
    for (int i = from; i < from + count; i++) {
      add(text.charAt(i));
    }
  }

  private void add(char unit) {
    if (high != 0) {
      if (Character.isLowSurrogate(unit)) {
        addPoint(Character.toCodePoint(high, unit));
        high = 0;
        return;
      }
      addPoint(REPLACEMENT);
      high = 0;
    }
    if (Character.isHighSurrogate(unit)) {
      high = unit;
    } else {
      addPoint(Character.isLowSurrogate(unit) ? REPLACEMENT : unit);
    }
  }

  private void addPoint(int point) {
    size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    cut |= size > limit;
    if (!cut) {
      kept.appendCodePoint(point);
    }
  }

  /// The beginning of the text. To be called once, after the last piece.
  String kept() {
    if (high != 0) {
      addPoint(REPLACEMENT);
      high = 0;
    }
    return kept.toString();
  }

  boolean isCut() {
    return cut;
  }

  /// The whole text's size in UTF-8, in bytes.
  long size() {
    return size;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
