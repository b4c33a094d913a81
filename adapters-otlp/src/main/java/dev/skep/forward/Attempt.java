package dev.skep.forward;

import java.time.Duration;

/// What came of an attempt to send.
sealed interface Attempt {
  /// The other side has it.
  ///
  /// @param rejected how many of its spans it did not want
  record Taken(long rejected) implements Attempt {}

  /// It does not want it, and would not want it another time.
  ///
  /// @param trouble in a few words, behind the name of the other side
  record Refused(String trouble) implements Attempt {}

  /// The same may go well another time.
  ///
  /// @param trouble in a few words, behind the name of the other side
  /// @param wish not before this; zero when nothing was said
  record Later(String trouble, Duration wish) implements Attempt {}
}
