package dev.skep.application.job;

import dev.skep.application.job.JobRun.Recorded;
import dev.skep.application.job.JobRun.Result;
import dev.skep.application.job.JobState.Last;
import dev.skep.application.job.JobState.Rhythm;
import dev.skep.application.port.WorkObserver.Work;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.application.selftrace.SpanNotes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Knows all jobs and what came of them. Every run goes through it, whoever starts it: there is
/// never more than one of a job at a time, and each becomes a trace.
public final class JobBook {
  private static final int LONGEST_TEXT = 300;

  private final OwnTraces traces;
  private final Clock clock;
  private final LongSupplier nanoTime;
  // In the order in which they are to be shown.
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// @param nanoTime a time that never goes back, in nanoseconds since any moment
  public JobBook(OwnTraces traces, Clock clock, LongSupplier nanoTime) {
    this.traces = traces;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /// Enters a job, so that it is known before its first run. One that is there gets the new rhythm.
  public synchronized void enter(String name, Rhythm rhythm) {
    entries.computeIfAbsent(name, key -> new Entry()).rhythm = rhythm;
  }

  /// Runs a job, unless it is being run already. A job that nobody entered runs when needed.
  ///
  /// @param work returns what came of it, in a few words for the operator
  /// @return whether it was run
  public <X extends Exception> boolean run(String name, Work<String, X> work) throws X {
    if (!begin(name)) {
      return false;
    }
    Instant start = clock.instant();
    long startNano = nanoTime.getAsLong();
    var ending = new Ending();
    try {
      traces.job(
          name,
          span -> {
            ending.trace = trace(span);
            try {
              ending.result = new Result.Done(cut(work.run()));
            } catch (Throwable e) {
              ending.result = new Result.Failed(cut(words(e)));
              throw e;
            } finally {
              span.put("skep.job.result", ending.result.text());
            }
            return true;
          });
    } finally {
      Duration took = Duration.ofNanos(nanoTime.getAsLong() - startNano);
      end(name, new JobRun(start, took, ending.result, ending.trace));
    }
    return true;
  }

  /// All jobs.
  public synchronized List<JobState> jobs() {
    return entries.entrySet().stream()
        .map(entry -> entry.getValue().state(entry.getKey()))
        .toList();
  }

  private synchronized boolean begin(String name) {
    Entry entry = entries.computeIfAbsent(name, key -> new Entry());
    boolean free = !entry.running;
    entry.running = true;
    return free;
  }

  private synchronized void end(String name, JobRun run) {
    Entry entry = entries.computeIfAbsent(name, key -> new Entry());
    entry.running = false;
    entry.last = new Last.Of(run);
    entry.runs++;
    entry.failures += run.result() instanceof Result.Failed ? 1 : 0;
    entry.busy = entry.busy.plus(run.took());
  }

  private static Recorded trace(SpanNotes span) {
    return span.position().<Recorded>map(Recorded.As::new).orElse(new Recorded.Not());
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }

  private static final class Ending {
    private Result result = new Result.Failed("ended without a result");
    private Recorded trace = new Recorded.Not();
  }

  private static final class Entry {
    private Rhythm rhythm = new Rhythm.WhenNeeded();
    private boolean running;
    private Last last = new Last.None();
    private long runs;
    private long failures;
    private Duration busy = Duration.ZERO;

    JobState state(String name) {
      return new JobState(name, rhythm, running, last, runs, failures, busy);
    }
  }
}
