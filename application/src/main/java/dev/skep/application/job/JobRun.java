package dev.skep.application.job;

import dev.skep.application.selftrace.TraceParent;
import java.time.Duration;
import java.time.Instant;

/// One run of a job that ended.
///
/// @param trace where it can be looked at
public record JobRun(Instant start, Duration took, Result result, Recorded trace) {
  /// What came of it.
  public sealed interface Result {
    /// In a few words: what was done.
    String text();

    /// It did what it was to do.
    record Done(String text) implements Result {}

    /// It did not.
    record Failed(String text) implements Result {}
  }

  /// Whether there is a trace of the run.
  public sealed interface Recorded {
    /// The trace in which the run is the first span.
    record As(TraceParent position) implements Recorded {}

    /// There is none.
    record Not() implements Recorded {}
  }
}
