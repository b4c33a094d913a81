package dev.skep.application.usecase;

import dev.skep.application.FailureLog;
import dev.skep.application.Forwarding;
import dev.skep.application.SlowCallers;
import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreState;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.ingest.SenderFigures;
import dev.skep.application.job.JobBook;
import dev.skep.application.job.JobState;
import dev.skep.application.port.SpanForwarder;
import dev.skep.application.port.StoreFigures;
import dev.skep.application.selftrace.OwnTraceFigures;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.application.selftrace.QuestionFigures;
import dev.skep.application.selftrace.WatchedStore;
import dev.skep.domain.ingest.IngestPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Tells how Skep is doing, in figures.
public final class ViewStatus {
  private final IngestPolicy policy;
  private final IngestCounters counters;
  private final SenderBook senders;
  private final StoreFigures store;
  private final WatchedStore questions;
  private final JobBook jobs;
  private final OwnTraces ownTraces;
  private final SpanForwarder forwarder;
  private final SlowCallers slowCallers;
  private final FailureLog failures;
  private final Clock clock;

  public ViewStatus(
      IngestPolicy policy,
      IngestCounters counters,
      SenderBook senders,
      StoreFigures store,
      WatchedStore questions,
      JobBook jobs,
      OwnTraces ownTraces,
      SpanForwarder forwarder,
      SlowCallers slowCallers,
      FailureLog failures,
      Clock clock) {
    this.policy = policy;
    this.counters = counters;
    this.senders = senders;
    this.store = store;
    this.questions = questions;
    this.jobs = jobs;
    this.ownTraces = ownTraces;
    this.forwarder = forwarder;
    this.slowCallers = slowCallers;
    this.failures = failures;
    this.clock = clock;
  }

  /// As of now.
  public Status view() {
    return new Status(
        clock.instant(),
        policy,
        counters.figures(),
        senders.figures(),
        storage(),
        questions.figures(),
        jobs.jobs(),
        ownTraces.figures(),
        forwarder.state(),
        slowCallers.figures(),
        failures.count());
  }

  private Storage storage() {
    try {
      return new Storage.Known(store.state());
    } catch (StorageUnavailableException e) {
      return new Storage.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /// The figures, one component for each part of Skep.
  ///
  /// @param at the moment of all figures
  /// @param policy what is taken in
  /// @param ingest what came in, and what became of it
  /// @param senders who sent it
  /// @param questions what the store was asked
  /// @param ownTraces what became of Skep's own traces
  /// @param forwarding what became of spans that are sent on
  /// @param slowCallers whose connections were closed
  /// @param failures requests that failed for a defect of Skep's own
  public record Status(
      Instant at,
      IngestPolicy policy,
      IngestFigures ingest,
      SenderFigures senders,
      Storage storage,
      QuestionFigures questions,
      List<JobState> jobs,
      OwnTraceFigures ownTraces,
      Forwarding forwarding,
      SlowCallers.Figures slowCallers,
      long failures) {
    public Status {
      jobs = List.copyOf(jobs);
    }
  }

  /// What is known of the store.
  public sealed interface Storage {
    /// How it is doing.
    record Known(StoreState state) implements Storage {}

    /// It cannot answer.
    ///
    /// @param reason may be shown to a caller
    record Unavailable(String reason) implements Storage {}
  }
}
