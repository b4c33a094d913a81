package dev.skep.bootstrap;

import dev.skep.application.job.Job;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.bootstrap.canary.Canary;
import dev.skep.bootstrap.canary.CanaryReport;
import dev.skep.bootstrap.canary.CanaryTarget;
import dev.skep.bootstrap.canary.CannotAskException;
import java.time.Clock;
import java.time.Duration;

/// A canary that runs again and again inside of the Skep that it watches, through its real door.
final class CanaryJob {
  private final Canary canary;
  private final Clock clock;

  private CanaryJob(Canary canary, Clock clock) {
    this.canary = canary;
    this.clock = clock;
  }

  /// @param every from one run to the next
  static Job of(CanaryTarget target, Duration every, OwnTraces traces, Clock clock) {
    var job = new CanaryJob(new Canary(target, clock, traces::part), clock);
    return new Job("canary", every, job::run);
  }

  private String run() throws CannotAskException {
    CanaryReport report = canary.run(clock.millis(), CanarySettings.TRACES);
    if (!report.allEqual()) {
      throw new IllegalStateException(
          report.summary() + "; the first: " + report.differences().getFirst());
    }
    return report.summary();
  }
}
