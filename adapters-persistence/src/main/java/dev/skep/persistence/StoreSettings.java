package dev.skep.persistence;

import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import java.nio.file.Path;

/// How the store was told to keep spans.
///
/// @param dataDirectory where all its files are
/// @param retention what may be kept
/// @param segments how large a segment gets
public record StoreSettings(Path dataDirectory, RetentionPolicy retention, SegmentLimits segments) {
  /// Keeps a week and at most 10 GiB.
  public static StoreSettings of(Path dataDirectory) {
    return new StoreSettings(
        dataDirectory,
        RetentionPolicy.DEFAULT,
        SegmentLimits.forHeap(
            Runtime.getRuntime().maxMemory(), RetentionPolicy.DEFAULT.maxBytes()));
  }
}
