package dev.skep.persistence.search;

import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.persistence.search.RankedTraces.Ranked;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What traces of very many spans come to, so that a list with some of them reads all of their
/// spans once. One to which a span is added is summed up anew.
final class LargeTraces {
  private static final int LARGE = 1_000;
  private static final int MOST = 200;

  // In the order in which they were last asked for.
  private final SequencedMap<TraceId, TraceSummary> summaries =
      new LinkedHashMap<>(16, 0.75f, true);

  /// The summary of this trace as far as it is stored now, or nothing.
  Optional<TraceSummary> find(Ranked trace) {
    return new PiecesOfTrace(trace.pieces())
        .extent()
        .filter(extent -> extent.spanCount() >= LARGE)
        .flatMap(extent -> find(trace.id(), extent));
  }

  private synchronized Optional<TraceSummary> find(TraceId id, TraceExtent extent) {
    return Optional.ofNullable(summaries.get(id))
        .filter(summary -> TraceExtent.of(summary).equals(extent));
  }

  /// Keeps what all spans of a trace came to, if they are many.
  synchronized void add(TraceSummary summary) {
    if (summary.spanCount() >= LARGE) {
      summaries.put(summary.traceId(), summary);
      if (summaries.size() > MOST) {
        summaries.pollFirstEntry();
      }
    }
  }
}
