package dev.skep.domain.search;

import dev.skep.domain.trace.TraceSummary;
import java.util.List;
import java.util.Optional;

/// One page of found traces, in the order of the query.
///
/// @param more whether traces follow behind this page
public record FoundTraces(List<TraceSummary> traces, boolean more) {
  public FoundTraces {
    traces = List.copyOf(traces);
  }

  /// Where the next page begins, if there is one.
  public Optional<PageStart> next(TraceOrder order) {
    return more ? Optional.of(PageStart.After.trace(traces.getLast(), order)) : Optional.empty();
  }
}
