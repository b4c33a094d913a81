package dev.skep.domain.trace;

import java.time.Instant;

/// A trace that somebody wants to keep for longer than all others.
///
/// @param note why, in the words of whoever pinned it; may be empty
/// @param pinnedAt when that was
public record PinnedTrace(TraceId traceId, String note, Instant pinnedAt) {
  /// The longest note, in UTF-16 units.
  public static final int MAX_NOTE_LENGTH = 1_000;

  /// @throws IllegalArgumentException if the note is too long
  public PinnedTrace {
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("a note of " + note.length() + " characters");
    }
  }
}
