package dev.skep.persistence.search;

import dev.skep.application.StorageUnavailableException;
import dev.skep.persistence.sqlite.Trouble;
import java.time.Duration;

/// Until when a whole search must be done, however many segments it asks.
final class Deadline {
  private final long end;

  Deadline(Duration within) {
    end = System.nanoTime() + within.toNanos();
  }

  boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /// How much time is left.
  ///
  /// @throws StorageUnavailableException if there is none
  Duration left() {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new StorageUnavailableException(Trouble.INTERRUPTED.message());
    }
    return Duration.ofNanos(left);
  }
}
