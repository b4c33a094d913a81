package dev.skep.otlp;

import java.time.Duration;

/// How long a reader may take for an answer. Only the time counts in which Skep has something to
/// send and cannot. Beyond either of these the connection is closed.
///
/// @param next until the next [#PIECE_BYTES] are taken
/// @param bytesPerSecond what must be taken in a second on average, beside one such time for each
///   answer
public record DepartureLimits(Duration next, int bytesPerSecond) {
  /// What is handed to the connection at once, at most.
  public static final int PIECE_BYTES = 16 * 1024;

  /// For honest readers, even on bad lines.
  public static final DepartureLimits USUAL =
      new DepartureLimits(Duration.ofSeconds(20), 16 * 1024);
}
