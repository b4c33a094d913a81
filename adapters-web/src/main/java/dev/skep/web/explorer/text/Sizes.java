package dev.skep.web.explorer.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers of bytes as text for people.
public final class Sizes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  private Sizes() {}

  /// Three significant digits and the natural unit: `812 B`, `418 MiB`, `6.10 GiB`.
  public static String of(long bytes) {
    double value = Math.max(0, bytes);
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    if (unit == 0) {
      return (long) value + " B";
    }
    var rounded = BigDecimal.valueOf(value).round(THREE_DIGITS);
    int wholeDigits = rounded.precision() - rounded.scale();
    int decimals = Math.clamp(3L - Math.max(1, wholeDigits), 0, 2);
    return rounded.setScale(decimals, RoundingMode.HALF_UP).toPlainString() + " " + UNITS[unit];
  }
}
