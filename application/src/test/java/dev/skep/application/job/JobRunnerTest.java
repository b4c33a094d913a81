package dev.skep.application.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.job.JobState.Rhythm;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.domain.trace.Spans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class JobRunnerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Spans.NOON);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final JobBook book = new JobBook(OwnTraces.off(), clock, System::nanoTime);
  private final List<String> runs = new ArrayList<>();

  @Test
  void a_job_runs_once_an_interval_and_first_after_one() {
    JobRunner runner = runner(job("often", MINUTE), job("rarely", MINUTE.multipliedBy(3)));

    runner.runDue();
    assertThat(runs).isEmpty();
    for (int minute = 1; minute <= 6; minute++) {
      pass(MINUTE);
      runner.runDue();
      runner.runDue();
    }

    assertThat(runs).filteredOn("often"::equals).hasSize(6);
    assertThat(runs).filteredOn("rarely"::equals).hasSize(2);
    assertThat(book.jobs().getFirst().rhythm())
        .isEqualTo(new Rhythm.Every(MINUTE, now.get().plus(MINUTE)));
  }

  @Test
  void what_was_missed_is_not_made_up_for() {
    JobRunner runner = runner(job("often", MINUTE));

    pass(MINUTE.multipliedBy(100));
    runner.runDue();
    runner.runDue();

    assertThat(runs).hasSize(1);
    assertThat(book.jobs().getFirst().rhythm())
        .isEqualTo(new Rhythm.Every(MINUTE, now.get().plus(MINUTE)));
  }

  @Test
  void a_clock_that_is_set_back_stops_no_job() {
    JobRunner runner = runner(job("often", MINUTE));
    pass(MINUTE);
    runner.runDue();

    pass(Duration.ofDays(-1));
    runner.runDue();
    pass(MINUTE);
    runner.runDue();

    assertThat(runs).hasSize(2);
  }

  @Test
  void a_job_that_fails_runs_again() {
    JobRunner runner =
        runner(
            new Job(
                "canary",
                MINUTE,
                () -> {
                  runs.add("canary");
                  throw new IllegalStateException("dead");
                }));

    pass(MINUTE);
    runner.runDue();
    pass(MINUTE);
    runner.runDue();

    assertThat(runs).hasSize(2);
    assertThat(book.jobs().getFirst().failures()).isEqualTo(2);
  }

  @Test
  void at_the_end_a_run_is_asked_to_end_and_waited_for() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var job =
        new Job(
            "endless",
            Duration.ofNanos(1),
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                ended.countDown();
              }
              return "never";
            });

    JobRunner runner = JobRunner.start(List.of(job), book, Clock.systemUTC());
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    runner.close();

    assertThat(ended.getCount()).isZero();
  }

  private JobRunner runner(Job... jobs) {
    return new JobRunner(List.of(jobs), book, clock, new InThisThread());
  }

  private Job job(String name, Duration interval) {
    return new Job(
        name,
        interval,
        () -> {
          runs.add(name);
          return "done";
        });
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private static final class InThisThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable run) {
      run.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return Collections.emptyList();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
