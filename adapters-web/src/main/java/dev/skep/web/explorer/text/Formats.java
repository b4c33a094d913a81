package dev.skep.web.explorer.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers, lengths of time and moments as text for people.
public final class Formats {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final String[] UNITS = {"ns", "µs", "ms", "s"};
  private static final long SECOND = 1_000_000_000L;
  private static final DateTimeFormatter ISO = utc("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'");

  private Formats() {}

  /// Three significant digits and the natural unit: `37 ns`, `412 µs`, `1.53 ms`, `2.04 s`; from a
  /// minute on whole units: `1 m 12 s`, `2 m`, `3 h 5 m`, `2 d 4 h`. Only zero is shown as zero.
  public static String duration(long nanos) {
    if (nanos < 0) {
      return "−" + duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
    }
    if (nanos < 1000) {
      return nanos + " ns";
    }
    if (nanos < 59_950_000_000L) {
      return belowOneMinute(nanos);
    }
    long seconds = nanos / SECOND + (nanos % SECOND >= SECOND / 2 ? 1 : 0);
    if (seconds < 3600) {
      return units(seconds / 60, " m", seconds % 60, " s");
    }
    if (seconds < 86_400) {
      return units(seconds / 3600, " h", seconds % 3600 / 60, " m");
    }
    return units(seconds / 86_400, " d", seconds % 86_400 / 3600, " h");
  }

  /// `1 h 23 m`; without the smaller unit where there is none of it: `2 h`.
  static String units(long whole, String unit, long part, String smaller) {
    return whole + unit + (part == 0 ? "" : " " + part + smaller);
  }

  private static String belowOneMinute(long nanos) {
    var value = BigDecimal.valueOf(nanos);
    int unit = 0;
    while (value.round(THREE_DIGITS).compareTo(THOUSAND) >= 0 && unit < UNITS.length - 1) {
      value = value.movePointLeft(3);
      unit++;
    }
    return fixed(value) + " " + UNITS[unit];
  }

  /// Three significant digits, zeros at the end included: `1.00`, `21.3`, `412`.
  private static String fixed(BigDecimal value) {
    var rounded = value.round(THREE_DIGITS);
    int wholeDigits = rounded.precision() - rounded.scale();
    return rounded.setScale(Math.max(0, 3 - wholeDigits), RoundingMode.HALF_UP).toPlainString();
  }

  /// All nanoseconds: `412,381,204 ns`.
  public static String exact(long nanos) {
    return count(nanos) + " ns";
  }

  /// A whole number in groups of three: `12,480`.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// A number and its noun: `1 span`, `12 spans`.
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /// A share of a whole as percent with three significant digits: `7.62 %`; never over `100 %`.
  public static String percent(double share) {
    if (share <= 0) {
      return "0 %";
    }
    return share >= 0.9995 ? "100 %" : fixed(BigDecimal.valueOf(share).movePointRight(2)) + " %";
  }

  /// A moment to the nanosecond, in UTC: `2026-03-17T13:58:41.208412907Z`.
  public static String iso(Instant time) {
    return ISO.format(time);
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
