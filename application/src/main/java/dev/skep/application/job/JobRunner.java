package dev.skep.application.job;

import dev.skep.application.job.JobState.Rhythm;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Runs jobs when they are due, each in a thread of its own. The first run is one interval after
/// the start; a run that failed is followed by the next one like any other.
public final class JobRunner implements AutoCloseable {
  private static final Logger LOG = System.getLogger(JobRunner.class.getName());
  private static final long MILLIS_BETWEEN_LOOKS = 250;
  private static final long SECONDS_FOR_THE_LAST_RUNS = 5;

  private final JobBook book;
  private final Clock clock;
  private final ExecutorService threads;
  private final List<Due> jobs = new ArrayList<>();
  private final Thread looking = Thread.ofVirtual().name("jobs").unstarted(this::work);

  /// @param threads where runs take place; closed together with this
  JobRunner(List<Job> jobs, JobBook book, Clock clock, ExecutorService threads) {
    this.book = book;
    this.clock = clock;
    this.threads = threads;
    jobs.forEach(job -> this.jobs.add(new Due(job)));
  }

  /// Begins to look for what is due.
  public static JobRunner start(List<Job> jobs, JobBook book, Clock clock) {
    var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job-", 1).factory());
    var runner = new JobRunner(jobs, book, clock, threads);
    runner.looking.start();
    return runner;
  }

  /// Starts what is due now.
  void runDue() {
    Instant now = clock.instant();
    for (Due due : jobs) {
      if (due.isAt(now)) {
        threads.execute(() -> run(due.job));
      }
    }
  }

  /// Begins no further run, asks the runs that are under way to end, and waits a little for them.
  @Override
  public void close() {
    looking.interrupt();
    threads.shutdownNow();
    try {
      looking.join();
      if (!threads.awaitTermination(SECONDS_FOR_THE_LAST_RUNS, TimeUnit.SECONDS)) {
        LOG.log(Logger.Level.WARNING, "A job did not end when it was asked to.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (true) {
        runDue();
        Thread.sleep(MILLIS_BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Job job) {
    try {
      book.run(job.name(), job.work());
    } catch (Exception e) {
      LOG.log(Logger.Level.WARNING, "The job " + job.name() + " failed.", e);
    }
  }

  /// When a job is to run next. Used by one thread.
  private final class Due {
    private final Job job;
    private Instant next;

    Due(Job job) {
      this.job = job;
      this.next = clock.instant().plus(job.interval());
      enter();
    }

    /// Whether it is time now; then it will be again an interval after this time. What was missed
    /// is not made up for, and a clock that was set back makes nobody wait for more than that.
    boolean isAt(Instant now) {
      boolean due = !next.isAfter(now);
      if (due) {
        next = next.plus(job.interval());
      }
      if (!next.isAfter(now) || Duration.between(now, next).compareTo(job.interval()) > 0) {
        next = now.plus(job.interval());
        enter();
      } else if (due) {
        enter();
      }
      return due;
    }

    private void enter() {
      book.enter(job.name(), new Rhythm.Every(job.interval(), next));
    }
  }
}
