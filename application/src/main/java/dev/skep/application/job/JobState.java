package dev.skep.application.job;

import java.time.Duration;
import java.time.Instant;

/// A job as it is now.
///
/// @param name a word
/// @param running whether a run is under way
/// @param runs how many ended since the start
/// @param failures how many of them failed
/// @param busy how long all of them took together
public record JobState(
    String name,
    Rhythm rhythm,
    boolean running,
    Last last,
    long runs,
    long failures,
    Duration busy) {
  /// When a job runs.
  public sealed interface Rhythm {
    /// When there is something to do.
    record WhenNeeded() implements Rhythm {}

    /// When somebody asks for it.
    record WhenAsked() implements Rhythm {}

    /// Again and again, each run so long after the beginning of the one before.
    ///
    /// @param next when the next run is due
    record Every(Duration interval, Instant next) implements Rhythm {}
  }

  /// What is known of the last run that ended.
  public sealed interface Last {
    /// None ended since the start.
    record None() implements Last {}

    /// This one.
    record Of(JobRun run) implements Last {}
  }
}
