package dev.skep.domain.search.traceql;

import dev.skep.domain.search.condition.Value;
import java.math.BigDecimal;

/// A number, or a length of time: numbers with units in a row, `1h30m`. Both may be negative.
final class NumberText {
  private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

  // More digits than a double or a count of nanoseconds can use, and few enough to be quick.
  private static final int MOST_DIGITS = 40;

  private final String text;
  private final int start;
  private int at;
  private final Value value;

  /// Reads the number that begins at `start`: digits, perhaps behind a minus or a point.
  NumberText(String text, int start) {
    this.text = text;
    this.start = start;
    at = start;
    boolean negative = text.charAt(at) == '-';
    if (negative) {
      at++;
    }
    String digits = readDigits();
    value = isLetter(at) && !isExponent() ? length(negative, digits) : number(negative, digits);
  }

  Value value() {
    return value;
  }

  /// Behind the last character.
  int end() {
    return at;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String readDigits() {
    int from = at;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String digits = text.substring(from, at);
    if (digits.length() > MOST_DIGITS
        || digits.indexOf('.') != digits.lastIndexOf('.')
        || digits.equals(".")) {
      throw MistakeFound.at(start, "this is no number: " + MistakeFound.shown(digits));
    }
    return digits;
  }

  private boolean isLetter(int i) {
    return i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '_');
  }

  private boolean isExponent() {
    int i = at + 1;
    if (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
      i++;
    }
    return (text.charAt(at) == 'e' || text.charAt(at) == 'E')
        && i < text.length()
        && isDigit(text.charAt(i));
  }

  private Value number(boolean negative, String digits) {
    int from = at;
    if (isLetter(at)) {
      at += 2;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
    }
    String sign = negative ? "-" : "";
    String exponent = text.substring(from, at);
    if (isLetter(at)) {
      throw MistakeFound.at(
          start, "this is no number: " + MistakeFound.shown(text.substring(start, at + 1)));
    }
    if (exponent.isEmpty() && digits.indexOf('.') < 0) {
      try {
        return new Value.Whole(Long.parseLong(sign + digits));
      } catch (NumberFormatException e) {
        throw MistakeFound.at(start, "the number has more than 64 bits; write a .0 behind it");
      }
    }
    double number = Double.parseDouble(sign + digits + exponent);
    if (Double.isInfinite(number)) {
      throw MistakeFound.at(start, "the number is too large");
    }
    return new Value.Decimal(number);
  }

  private Value length(boolean negative, String firstDigits) {
    BigDecimal nanos = BigDecimal.ZERO;
    String digits = firstDigits;
    while (true) {
      nanos = nanos.add(new BigDecimal(digits).multiply(nanosPerUnit()));
      if (at == text.length() || !isDigit(text.charAt(at))) {
        break;
      }
      digits = readDigits();
    }
    if (nanos.compareTo(MOST_NANOS) > 0) {
      throw MistakeFound.at(start, "the length of time is over 292 years");
    }
    if (nanos.stripTrailingZeros().scale() > 0) {
      throw MistakeFound.at(start, "the length of time is finer than a nanosecond");
    }
    long whole = nanos.longValueExact();
    return Value.Length.ofNanos(negative ? -whole : whole);
  }

  private BigDecimal nanosPerUnit() {
    int from = at;
    while (isLetter(at)) {
      at++;
    }
    String unit = text.substring(from, at);
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "us", "µs", "μs" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> 86_400_000_000_000L;
          default ->
              throw MistakeFound.at(
                  from,
                  from == text.length() || unit.isEmpty()
                      ? "a unit is missing: ns, us, ms, s, m, h or d"
                      : "unknown unit "
                          + MistakeFound.shown(unit)
                          + "; there are ns, us, ms, s, m, h and d");
        });
  }
}
