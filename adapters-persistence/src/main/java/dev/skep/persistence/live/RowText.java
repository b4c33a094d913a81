package dev.skep.persistence.live;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.IdBytes;
import java.util.HexFormat;

/// Takes a text of [RowTexts] apart, value after value.
final class RowText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int LONG_DIGITS = 16;

  private final String text;
  private int at;

  RowText(String text) {
    this.text = text;
  }

  /// Whether a row follows.
  boolean hasRow() {
    return at < text.length();
  }

  TraceId traceId() {
    int end = text.indexOf(RowTexts.VALUES, at);
    TraceId id =
        end - at == 2 * LONG_DIGITS
            ? TraceId.of(bits(at), bits(at + LONG_DIGITS))
            : IdBytes.traceId(bytes(end));
    at = end + 1;
    return id;
  }

  SpanId spanId() {
    int end = text.indexOf(RowTexts.VALUES, at);
    SpanId id = spanId(end);
    at = end + 1;
    return id;
  }

  Parent parent() {
    int end = text.indexOf(RowTexts.VALUES, at);
    Parent parent = end == at ? Parent.NONE : Parent.of(spanId(end));
    at = end + 1;
    return parent;
  }

  long number() {
    boolean negative = text.charAt(at) == '-';
    int digits = at + (negative ? 1 : 0);
    // Negative all the while, for the least number has no positive one.
    long number = 0;
    int i = digits;
    for (; text.charAt(i) != RowTexts.VALUES; i++) {
      number = number * 10 - Character.digit(text.charAt(i), 10);
    }
    at = i + 1;
    return negative ? number : -number;
  }

  int integer() {
    return (int) number();
  }

  boolean flag() {
    return number() != 0;
  }

  /// The last value of a row.
  String rest() {
    int end = text.indexOf(RowTexts.ROWS, at);
    String rest = end < 0 ? text.substring(at) : text.substring(at, end);
    at = end < 0 ? text.length() : end + 1;
    return rest;
  }

  private SpanId spanId(int end) {
    return end - at == LONG_DIGITS ? SpanId.of(bits(at)) : IdBytes.spanId(bytes(end));
  }

  private byte[] bytes(int end) {
    return HEX.parseHex(text, at, end);
  }

  private long bits(int from) {
    return HexFormat.fromHexDigitsToLong(text, from, from + LONG_DIGITS);
  }
}
