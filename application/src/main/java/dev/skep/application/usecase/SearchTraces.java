package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceQuery;

/// Finds traces for a list.
public final class SearchTraces {
  private final TraceReader traces;

  public SearchTraces(TraceReader traces) {
    this.traces = traces;
  }

  /// One page of the traces that the query wants.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public FoundTraces search(TraceQuery query) {
    return traces.search(query);
  }
}
