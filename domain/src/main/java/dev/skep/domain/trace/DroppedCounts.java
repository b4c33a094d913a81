package dev.skep.domain.trace;

/// How many attributes, events and links of a span are missing: those that the sender left out and
/// those over Skep's limits.
///
/// Source: OTLP `Span.dropped_attributes_count`, `dropped_events_count`, `dropped_links_count`.
public record DroppedCounts(long attributes, long events, long links) {
  /// Nothing is missing.
  public static final DroppedCounts NONE = new DroppedCounts(0, 0, 0);
}
