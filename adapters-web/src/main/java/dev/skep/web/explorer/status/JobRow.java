package dev.skep.web.explorer.status;

import dev.skep.application.job.JobRun;
import dev.skep.application.job.JobRun.Recorded;
import dev.skep.application.job.JobRun.Result;
import dev.skep.application.job.JobState;
import dev.skep.application.job.JobState.Last;
import dev.skep.application.job.JobState.Rhythm;
import dev.skep.application.selftrace.TraceParent;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.text.Elapsed;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import java.time.Duration;
import java.time.Instant;

/// One background job in the table, in words.
///
/// @param lastRun how long ago it began, or empty when none ended since the start
/// @param took how long the last run took
/// @param failed whether the last run did
/// @param result what came of it
/// @param trace where it can be looked at, or empty
/// @param next when the next run is due
/// @param runs how many ended, and how many of them failed
public record JobRow(
    String name,
    String lastRun,
    String lastRunExact,
    String took,
    boolean failed,
    String result,
    String trace,
    String next,
    String runs) {
  private static final int LONGEST = 120;

  static JobRow of(JobState job, Instant now) {
    String next = job.running() ? "running" : next(job.rhythm(), now);
    return switch (job.last()) {
      case Last.None() -> new JobRow(job.name(), "", "", "", false, "", "", next, runs(job));
      case Last.Of(JobRun run) ->
          new JobRow(
              job.name(),
              Elapsed.since(run.start(), now),
              Formats.iso(run.start()),
              Formats.duration(UnixNano.nanos(run.took())),
              run.result() instanceof Result.Failed,
              VisibleText.line(run.result().text(), LONGEST),
              trace(run.trace()),
              next,
              runs(job));
    };
  }

  private static String next(Rhythm rhythm, Instant now) {
    return switch (rhythm) {
      case Rhythm.WhenNeeded() -> "when needed";
      case Rhythm.WhenAsked() -> "when asked";
      case Rhythm.Every(Duration _, Instant next) -> Elapsed.until(next, now);
    };
  }

  private static String runs(JobState job) {
    return job.failures() == 0
        ? Formats.count(job.runs())
        : Formats.count(job.runs()) + ", " + Formats.count(job.failures()) + " failed";
  }

  private static String trace(Recorded trace) {
    return switch (trace) {
      case Recorded.Not() -> "";
      case Recorded.As(TraceParent position) -> TracePaths.trace(position.traceId().value());
    };
  }
}
