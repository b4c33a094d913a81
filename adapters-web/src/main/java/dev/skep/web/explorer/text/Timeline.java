package dev.skep.web.explorer.text;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.domain.trace.UnixNano;
import java.math.BigDecimal;
import java.util.List;

/// Places on the time axis of one trace, as numbers of an SVG: percent across, so that nothing has
/// to be measured in the browser.
public final class Timeline {
  /// Below this share a bar is drawn two pixels wide, or it could not be seen.
  private static final double THINNEST = 0.0035;

  private static final double QUARTER = 0.25;

  private final long startPosition;
  private final long durationNanos;

  public Timeline(TraceSummary trace) {
    this.startPosition = trace.startPosition();
    this.durationNanos = trace.durationNano();
  }

  /// Nanoseconds from the start of the trace to the start of the span.
  public long offset(Span span) {
    return UnixNano.position(span.start()) - startPosition;
  }

  /// Where the span begins, 0 to 1.
  public double begin(Span span) {
    return durationNanos == 0 ? 0 : (double) offset(span) / durationNanos;
  }

  /// How much of the trace the span covers, 0 to 1.
  public double share(Span span) {
    long end = UnixNano.position(span.lastMoment());
    return durationNanos == 0
        ? 0
        : (double) (end - UnixNano.position(span.start())) / durationNanos;
  }

  /// Names of the points at 0, 1/4, 1/2, 3/4 and the end.
  public List<String> ticks() {
    return List.of(
        "0",
        Formats.duration(Math.round(durationNanos * QUARTER)),
        Formats.duration(durationNanos / 2),
        Formats.duration(Math.round(durationNanos * 3 * QUARTER)),
        Formats.duration(durationNanos));
  }

  /// A share as percent with at most three decimals: `10.11%`.
  public static String percent(double share) {
    return percent(share, 3);
  }

  private static String percent(double share, int decimals) {
    long parts = Math.round(Math.clamp(share, 0, 1) * 100 * Math.pow(10, decimals));
    return BigDecimal.valueOf(parts, decimals).stripTrailingZeros().toPlainString() + "%";
  }

  /// The same, to the tenth of a percent, for a small picture that is on a page very often; two
  /// pixels for what would be too thin to see.
  public static String tenth(double share) {
    return isThin(share) ? "2" : percent(share, 1);
  }

  /// The width of a bar: percent, or two pixels when that would be too thin to see.
  public static String width(double share) {
    return isThin(share) ? "2" : percent(share);
  }

  public static boolean isThin(double share) {
    return share < THINNEST;
  }
}
