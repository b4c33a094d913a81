package dev.skep.persistence.sealed;

import java.util.Locale;

/// What traces are sorted by into lists of about the same size, in the table `magnitude_traces`.
public enum Measure {
  /// Last moment minus first start, in nanoseconds.
  DURATION,
  /// How many spans.
  SPANS,
  /// How many spans in error.
  ERRORS;

  /// One more than there are magnitudes.
  public static final int MAGNITUDES = Long.SIZE;

  /// The magnitude of a value: 0 of 0, otherwise one more than its logarithm to the base of two,
  /// rounded down. So a list has the values from `1 << (magnitude - 1)` to twice that.
  public static int magnitude(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(Math.max(value, 0));
  }

  /// As in the column `measure`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
