package dev.skep.persistence.segment;

import java.time.Duration;

/// When a segment is full: whichever comes first.
///
/// @param bytes of the file, its log left out
/// @param age since it was begun
/// @param waiting how many full segments may wait to be sealed before the next one is begun: the
///   index in memory of each is kept until it is sealed
public record SegmentLimits(int spans, long bytes, Duration age, int waiting) {
  private static final int MOST_SPANS = 500_000;
  private static final int FEWEST_SPANS = 50_000;
  // What the index of a segment that is not sealed takes of the heap for a span, and what all else
  // takes, a search most of it.
  private static final int INDEX = 80;
  private static final int ALL_ELSE = 352;
  // What waits has to be loaded after a crash, and a start is to take seconds.
  private static final int MOST_WAITING = 2;
  private static final long MOST_BYTES = 256L << 20;
  // So that little is dropped at once.
  private static final int SEGMENTS_IN_THE_ROOM = 32;
  private static final Duration AGE = Duration.ofDays(1);

  /// What suits a process with so much memory.
  ///
  /// @param maxHeap in bytes
  /// @param maxDisk how much all segments together may take, in bytes
  public static SegmentLimits forHeap(long maxHeap, long maxDisk) {
    int spans = Math.clamp(maxHeap / (2 * INDEX + ALL_ELSE), FEWEST_SPANS, MOST_SPANS);
    int waiting = Math.clamp((maxHeap / spans - ALL_ELSE) / INDEX - 1, 1, MOST_WAITING);
    return new SegmentLimits(spans, bytes(maxDisk), AGE, waiting);
  }

  /// Segments of at most so many spans.
  public static SegmentLimits ofSpans(int spans, long maxDisk) {
    return new SegmentLimits(spans, bytes(maxDisk), AGE);
  }

  /// Limits with which a full segment is sealed at once.
  public SegmentLimits(int spans, long bytes, Duration age) {
    this(spans, bytes, age, 1);
  }

  private static long bytes(long maxDisk) {
    return Math.min(MOST_BYTES, maxDisk / SEGMENTS_IN_THE_ROOM);
  }
}
