package dev.skep.persistence.sealed;

/// What the catalogue knows of a sealed segment.
///
/// @param firstStart position of the earliest start of a trace; see `UnixNano.position`
/// @param lastStart position of the latest start of a trace
/// @param lastMoment position of the last moment that any span covers
public record SegmentFacts(
    long spanCount, long traceCount, long firstStart, long lastStart, long lastMoment) {
  /// Of a segment that is not sealed yet.
  public static final SegmentFacts NONE = new SegmentFacts(0, 0, 0, 0, 0);
}
