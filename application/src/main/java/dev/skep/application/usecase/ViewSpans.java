package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import java.util.List;

/// Shows some spans of a trace in full.
public final class ViewSpans {
  private final TraceReader traces;

  public ViewSpans(TraceReader traces) {
    this.traces = traces;
  }

  /// The spans with these places in the list that the trace was opened from, by place; those that
  /// are not there any more are left out.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public List<Span> view(TraceId traceId, int[] places) {
    return traces.spans(traceId, places);
  }
}
