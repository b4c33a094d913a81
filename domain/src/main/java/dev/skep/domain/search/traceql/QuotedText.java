package dev.skep.domain.search.traceql;

import java.util.HexFormat;

/// A text in quotes: between `"` with escapes, or between backquotes as it stands.
///
/// Source: Go's string literals, which TraceQL takes over.
final class QuotedText {
  private final String source;
  private final int start;
  private final StringBuilder text = new StringBuilder();
  private int at;

  /// Reads the text whose opening quote stands at `start`.
  QuotedText(String source, int start) {
    this.source = source;
    this.start = start;
    at = start + 1;
    if (source.charAt(start) == '`') {
      readRaw();
    } else {
      readEscaped();
    }
  }

  String text() {
    return text.toString();
  }

  /// Behind the closing quote.
  int end() {
    return at;
  }

  private void readRaw() {
    int close = source.indexOf('`', at);
    if (close < 0) {
      throw MistakeFound.at(start, "the closing ` is missing");
    }
    text.append(source, at, close);
    at = close + 1;
  }

  private void readEscaped() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c == '\\') {
        readEscape();
      } else {
        text.append(c);
        at++;
      }
    }
    throw MistakeFound.at(start, "the closing \" is missing");
  }

  private void readEscape() {
    char c = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
    switch (c) {
      case '"', '\\', '\'' -> readAs(c);
      case 'n' -> readAs('\n');
      case 'r' -> readAs('\r');
      case 't' -> readAs('\t');
      case 'b' -> readAs('\b');
      case 'f' -> readAs('\f');
      case 'a' -> readAs('\u0007');
      case 'v' -> readAs('\u000b');
      case 'u' -> readCodePoint(4);
      case 'U' -> readCodePoint(8);
      default ->
          throw MistakeFound.at(
              at, "no such escape; write a backslash as \\\\, or put the text in `backquotes`");
    }
  }

  private void readAs(char c) {
    text.append(c);
    at += 2;
  }

  private void readCodePoint(int digits) {
    int from = at + 2;
    int to = from + digits;
    if (to > source.length()
        || !source.substring(from, to).chars().allMatch(HexFormat::isHexDigit)) {
      throw MistakeFound.at(at, "needs " + digits + " hexadecimal digits here");
    }
    long codePoint = HexFormat.fromHexDigitsToLong(source, from, to);
    if (codePoint > Character.MAX_CODE_POINT
        || Character.getType((int) codePoint) == Character.SURROGATE) {
      throw MistakeFound.at(at, "there is no such character");
    }
    text.appendCodePoint((int) codePoint);
    at = to;
  }
}
