package dev.skep.persistence.segment;

import dev.skep.persistence.sealed.SealedTrace;

/// What trace filters and orders ask of a trace, or of that part of one which lies in one segment.
///
/// @param start position of the first start of any span; see `UnixNano.position`
/// @param lastMoment position of the last moment that any span covers
public record TraceMeasures(long start, long lastMoment, int spanCount, int errorCount) {
  public static TraceMeasures of(SealedTrace trace) {
    return new TraceMeasures(
        trace.start(), trace.start() + trace.duration(), trace.spanCount(), trace.errorCount());
  }

  /// Both parts of one trace together.
  public TraceMeasures and(TraceMeasures other) {
    return new TraceMeasures(
        Math.min(start, other.start),
        Math.max(lastMoment, other.lastMoment),
        spanCount + other.spanCount,
        errorCount + other.errorCount);
  }

  /// In nanoseconds.
  public long duration() {
    return lastMoment - start;
  }
}
