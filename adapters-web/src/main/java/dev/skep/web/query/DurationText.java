package dev.skep.web.query;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lengths of time as people type them: `50µs`, `50us`, `1.5 ms`, `2s`, `1 m 12 s`. Everything that
/// the pages print can be typed back.
final class DurationText {
  private static final String PART = "([0-9]{1,19}(?:\\.[0-9]{1,9})?)\\s*(ns|us|µs|μs|ms|s|m|h|d)";
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART + "\\s*){1,5}");
  private static final Pattern ONE_PART = Pattern.compile(PART);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private DurationText() {}

  /// The length that `text` writes; nothing when it writes none, one finer than a nanosecond, or
  /// one over 292 years.
  static Optional<Duration> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > 60 || !WHOLE.matcher(trimmed).matches()) {
      return Optional.empty();
    }
    var nanos = BigDecimal.ZERO;
    var parts = ONE_PART.matcher(trimmed);
    while (parts.find()) {
      nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(nanosPer(parts.group(2))));
    }
    boolean whole = nanos.stripTrailingZeros().scale() <= 0;
    return whole && nanos.compareTo(MOST) <= 0
        ? Optional.of(Duration.ofNanos(nanos.longValueExact()))
        : Optional.empty();
  }

  /// All nanoseconds in the largest unit that makes it 1 or more: `50µs`, `1.5ms`, `90s`.
  static String write(Duration length) {
    long nanos = length.toNanos();
    int digits = nanos < 1_000 ? 0 : nanos < 1_000_000 ? 3 : nanos < 1_000_000_000 ? 6 : 9;
    String unit =
        switch (digits) {
          case 0 -> "ns";
          case 3 -> "µs";
          case 6 -> "ms";
          default -> "s";
        };
    return BigDecimal.valueOf(nanos, digits).stripTrailingZeros().toPlainString() + unit;
  }

  private static BigDecimal nanosPer(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "us", "µs", "μs" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> 86_400_000_000_000L;
          default -> throw new IllegalStateException(unit);
        });
  }
}
