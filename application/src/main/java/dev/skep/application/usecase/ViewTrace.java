package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import java.util.Optional;

/// Shows one trace.
public final class ViewTrace {
  private final TraceReader traces;

  public ViewTrace(TraceReader traces) {
    this.traces = traces;
  }

  /// The trace as far as it is stored, or nothing.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public Optional<Trace> view(TraceId traceId) {
    return traces.find(traceId);
  }
}
