package dev.skep.persistence.segment;

import java.time.Duration;

/// What may be kept. Whole segments go, the oldest first.
///
/// @param age how long spans are kept at least, unless they take too much room
/// @param maxBytes how much all files together may take, write-ahead logs included
public record RetentionPolicy(Duration age, long maxBytes) {
  /// A week, and 10 GiB.
  public static final RetentionPolicy DEFAULT = new RetentionPolicy(Duration.ofDays(7), 10L << 30);

  /// The smallest room that Skep can work in: the open segment, the one that is being sealed, and
  /// their logs.
  public static final long SMALLEST = 128L << 20;

  // What can be written between two looks at the disk, and by sealing a segment.
  private static final long MOST_HEADROOM = 256L << 20;

  /// From how much on segments are dropped.
  long highWater() {
    return maxBytes - Math.min(maxBytes / 4, MOST_HEADROOM);
  }
}
