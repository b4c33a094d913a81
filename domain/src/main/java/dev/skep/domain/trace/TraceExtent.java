package dev.skep.domain.trace;

/// How far a trace is stored. When a span is added, this changes.
///
/// @param startPosition the first start of any span; see [UnixNano#position]
/// @param lastPosition the last moment that any span covers
public record TraceExtent(int spanCount, int errorCount, long startPosition, long lastPosition) {
  public static TraceExtent of(TraceSummary summary) {
    return new TraceExtent(
        summary.spanCount(),
        summary.errorCount(),
        summary.startPosition(),
        summary.startPosition() + summary.durationNano());
  }
}
