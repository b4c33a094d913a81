package dev.skep.persistence.segment;

import java.time.Duration;

/// When a segment is full: whichever comes first.
///
/// @param bytes of the file, its log left out
/// @param age since it was begun
public record SegmentLimits(int spans, long bytes, Duration age) {
  private static final int MOST_SPANS = 500_000;
  private static final int FEWEST_SPANS = 50_000;
  // The index of a segment that is not sealed takes some 80 bytes a span, and there may be two of
  // them, and a search.
  private static final int HEAP_A_SPAN = 512;
  private static final long MOST_BYTES = 256L << 20;
  // So that little is dropped at once.
  private static final int SEGMENTS_IN_THE_ROOM = 32;
  private static final Duration AGE = Duration.ofDays(1);

  /// What suits a process with so much memory.
  ///
  /// @param maxHeap in bytes
  /// @param maxDisk how much all segments together may take, in bytes
  public static SegmentLimits forHeap(long maxHeap, long maxDisk) {
    return ofSpans(Math.clamp(maxHeap / HEAP_A_SPAN, FEWEST_SPANS, MOST_SPANS), maxDisk);
  }

  /// Segments of at most so many spans.
  public static SegmentLimits ofSpans(int spans, long maxDisk) {
    return new SegmentLimits(spans, Math.min(MOST_BYTES, maxDisk / SEGMENTS_IN_THE_ROOM), AGE);
  }
}
