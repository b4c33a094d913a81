package dev.skep.bootstrap;

import dev.skep.application.FailureLog;
import dev.skep.application.SlowCallers;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.job.JobBook;
import dev.skep.application.job.JobState.Rhythm;
import dev.skep.application.job.StoreWatch;
import dev.skep.application.port.WorkObserver;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SemanticAttributes;
import java.time.Clock;
import java.util.UUID;

/// What Skep knows of itself while it runs.
///
/// @param traces of requests and jobs
/// @param jobs which there are, and what came of them
/// @param counters what became of every span
/// @param senders who sent them
/// @param slowCallers whose connections were closed
/// @param failures what should never have been thrown
record Self(
    String version,
    OwnTraces traces,
    JobBook jobs,
    IngestCounters counters,
    SenderBook senders,
    SlowCallers slowCallers,
    FailureLog failures) {
  private static final String NAME = "skep";

  /// Nothing is known yet.
  ///
  /// @param record whether traces are to be recorded
  static Self of(boolean record, String version, Clock clock) {
    OwnTraces traces =
        record ? new OwnTraces(resource(version), clock, System::nanoTime) : OwnTraces.off();
    var jobs = new JobBook(traces, clock, System::nanoTime);
    jobs.enter("retention", new Rhythm.WhenNeeded());
    jobs.enter("seal", new Rhythm.WhenNeeded());
    return new Self(
        version,
        traces,
        jobs,
        new IngestCounters(clock.instant()),
        new SenderBook(clock),
        new SlowCallers(),
        new FailureLog(System::nanoTime));
  }

  /// For the store to tell of its work.
  WorkObserver watch() {
    return new StoreWatch(traces, jobs);
  }

  /// Source: OpenTelemetry semantic conventions, "Service".
  private static Resource resource(String version) {
    return Resource.of(
        Attributes.builder()
            .put(SemanticAttributes.SERVICE_NAME, NAME)
            .put("service.version", version)
            .put("service.instance.id", AttributeValue.of(UUID.randomUUID().toString()))
            .put("telemetry.sdk.name", NAME)
            .put("telemetry.sdk.language", "java")
            .put("telemetry.sdk.version", version)
            .build());
  }
}
