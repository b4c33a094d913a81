package dev.skep.web.explorer.calls;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// How often something happens, in the unit that makes a number one can read: `212/s`, `1.24/min`.
///
/// @param number `–` where it never happened
/// @param unit `/s`, `/min`, `/h`, or empty
public record Rate(String number, String unit) {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final double LEAST = 0.1;
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  public static Rate of(long count, double seconds) {
    return of(count / seconds);
  }

  public static Rate of(double perSecond) {
    if (perSecond <= 0) {
      return new Rate("–", "");
    }
    if (perSecond >= LEAST) {
      return new Rate(text(perSecond), "/s");
    }
    return perSecond * MINUTE >= LEAST
        ? new Rate(text(perSecond * MINUTE), "/min")
        : new Rate(text(perSecond * HOUR), "/h");
  }

  /// Number and unit.
  public String words() {
    return number + unit;
  }

  private static String text(double rate) {
    var rounded = BigDecimal.valueOf(rate).round(THREE_DIGITS);
    int wholeDigits = Math.max(1, rounded.precision() - rounded.scale());
    return String.format(Locale.ROOT, "%,." + Math.clamp(3 - wholeDigits, 0, 3) + "f", rounded);
  }
}
