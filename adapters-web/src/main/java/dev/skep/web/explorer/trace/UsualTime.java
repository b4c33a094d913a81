package dev.skep.web.explorer.trace;

import dev.skep.domain.calls.CallStatistics;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Timeline;

/// How long calls like a span take as a rule, and where the span stands among them.
///
/// @param sentence `Slower than 99.4 % of 8,112 like it in 24 h`
/// @param medianX, highX, hereX places on a scale of the logarithm of time
record UsualTime(
    String sentence,
    String median,
    String high,
    String medianX,
    String highX,
    String hereX,
    String label) {
  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.95;

  static UsualTime of(CallStatistics calls, long nanos) {
    long median = calls.quantile(MEDIAN);
    long high = calls.quantile(HIGH);
    double share = calls.histogram().shareBelow(nanos);
    double least = logarithm(Math.min(calls.shortestNano(), nanos));
    double most = logarithm(Math.max(calls.longestNano(), nanos));
    return new UsualTime(
        "Slower than "
            + Formats.percent(share)
            + " of "
            + Formats.count(calls.calls())
            + " like it in 24 h",
        Formats.duration(median),
        Formats.duration(high),
        place(median, least, most),
        place(high, least, most),
        place(nanos, least, most),
        "p50 "
            + Formats.duration(median)
            + ", p95 "
            + Formats.duration(high)
            + ", this span "
            + Formats.duration(nanos));
  }

  private static String place(long nanos, double least, double most) {
    double share = most <= least ? 0.5 : (logarithm(nanos) - least) / (most - least);
    return Timeline.percent(0.02 + 0.96 * Math.clamp(share, 0, 1));
  }

  private static double logarithm(long nanos) {
    return Math.log((double) Math.max(1, nanos));
  }
}
