package dev.skep.persistence.segment;

import java.time.Duration;

/// When a segment is full: whichever comes first.
public record SegmentLimits(int spans, long bytes, Duration age) {
  private static final int MOST_SPANS = 1_000_000;
  private static final int FEWEST_SPANS = 50_000;
  // The index of a segment that is not sealed takes some 70 bytes a span, and there may be two of
  // them, and a search.
  private static final int HEAP_A_SPAN = 512;

  /// What suits a process with so much memory.
  ///
  /// @param maxHeap in bytes
  public static SegmentLimits forHeap(long maxHeap) {
    long spans = Math.clamp(maxHeap / HEAP_A_SPAN, FEWEST_SPANS, MOST_SPANS);
    return new SegmentLimits((int) spans, 256L << 20, Duration.ofDays(1));
  }
}
