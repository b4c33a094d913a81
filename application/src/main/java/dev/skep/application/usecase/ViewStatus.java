package dev.skep.application.usecase;

import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.domain.ingest.IngestPolicy;

/// Tells how Skep is doing, in figures.
public final class ViewStatus {
  private final IngestPolicy policy;
  private final IngestCounters counters;

  public ViewStatus(IngestPolicy policy, IngestCounters counters) {
    this.policy = policy;
    this.counters = counters;
  }

  /// As of now.
  public Status view() {
    return new Status(policy, counters.figures());
  }

  /// The figures, one component for each part of Skep.
  ///
  /// @param policy what is taken in
  /// @param ingest what came in, and what became of it
  public record Status(IngestPolicy policy, IngestFigures ingest) {}
}
