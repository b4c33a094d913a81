package dev.skep.domain.search;

import dev.skep.domain.trace.TraceSummary;
import java.util.List;
import java.util.Optional;

/// One page of found traces, in the order of the query.
///
/// @param behind what follows behind this page
public record FoundTraces(List<TraceSummary> traces, Behind behind) {
  public FoundTraces {
    traces = List.copyOf(traces);
  }

  /// @param more whether traces follow behind this page
  public FoundTraces(List<TraceSummary> traces, boolean more) {
    this(traces, more ? new Behind.Traces() : new Behind.Nothing());
  }

  /// What follows behind a page.
  public sealed interface Behind {
    /// No trace.
    record Nothing() implements Behind {}

    /// More traces, behind the last one of this page.
    record Traces() implements Behind {}

    /// Nobody knows. Time was up when all places up to this one had been looked at, so the page may
    /// have fewer traces than fit on it, or none; the search goes on from there.
    record NotLookedAt(PageStart.After from) implements Behind {}
  }

  /// Whether traces follow behind this page, or may follow.
  public boolean more() {
    return !(behind instanceof Behind.Nothing);
  }

  /// Where the next page begins, if there is one.
  public Optional<PageStart> next(TraceOrder order) {
    return switch (behind) {
      case Behind.Nothing() -> Optional.empty();
      case Behind.Traces() -> Optional.of(PageStart.After.trace(traces.getLast(), order));
      case Behind.NotLookedAt(PageStart.After from) -> Optional.of(from);
    };
  }
}
