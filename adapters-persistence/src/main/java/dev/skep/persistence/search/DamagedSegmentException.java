package dev.skep.persistence.search;

import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.sqlite.Trouble;
import java.io.UncheckedIOException;

/// A sealed segment cannot be read, and never will be. Does not leave this package.
final class DamagedSegmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SealedSegment segment;

  DamagedSegmentException(SealedSegment segment, Throwable cause) {
    super(cause);
    this.segment = segment;
  }

  SealedSegment segment() {
    return segment;
  }

  /// Whether a failure means that: SQLite says so, or a list of traces is none.
  static boolean isDamage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UncheckedIOException) {
        return true;
      }
    }
    return Trouble.of(failure) == Trouble.DAMAGED;
  }
}
