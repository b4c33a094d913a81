package dev.skep.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.job.Job;
import dev.skep.application.job.JobBook;
import dev.skep.application.job.JobRun;
import dev.skep.application.job.JobState.Last;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.bootstrap.canary.CanaryTarget;
import dev.skep.bootstrap.system.SkepServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CanaryJobTest {
  @TempDir private Path folder;

  @Test
  void a_run_that_went_well_is_a_result_and_one_that_did_not_is_a_failure() throws Exception {
    var book = new JobBook(OwnTraces.off(), Clock.systemUTC(), System::nanoTime);
    Job job;
    try (SkepServer skep = SkepServer.start(folder)) {
      var target = new CanaryTarget(skep.address(), SkepServer.KEY, "");
      job = CanaryJob.of(target, Duration.ofMinutes(1), OwnTraces.off(), Clock.systemUTC());

      book.run(job.name(), job.work());
      assertThat(last(book).result()).isInstanceOf(JobRun.Result.Done.class);
      assertThat(last(book).result().text()).startsWith("6 traces of ").contains("read back");
    }

    assertThatThrownBy(() -> book.run(job.name(), job.work())).hasMessageContaining("no answer");
    assertThat(last(book).result()).isInstanceOf(JobRun.Result.Failed.class);
  }

  private static JobRun last(JobBook book) {
    return ((Last.Of) book.jobs().getFirst().last()).run();
  }
}
