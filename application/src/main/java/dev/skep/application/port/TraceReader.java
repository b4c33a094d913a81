package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceCount;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.StartRange;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds traces. What a finished [SpanWriter#write] stored is seen by every call that begins after
/// it.
public interface TraceReader {
  /// All stored spans of this trace, or nothing when there are none.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  Optional<Trace> find(TraceId traceId);

  /// How far this trace is stored, or nothing when no span of it is. Costs next to nothing, however
  /// large the trace is.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  Optional<TraceExtent> extent(TraceId traceId);

  /// The outlines of all stored spans of this trace, in the order in which they were stored; empty
  /// when there are none. A span keeps its place in the list as long as spans are only added.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  List<SpanOutline> outlines(TraceId traceId);

  /// The spans with these places in the list of [#outlines], in the order of that list; places that
  /// are none are left out. The cost follows the number of places.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  List<Span> spans(TraceId traceId, int[] places);

  /// The page of traces that [TraceQuery] defines; empty when none match. Where looking for them
  /// takes too long, it is what was found until then, and says from where to go on.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  FoundTraces search(TraceQuery query);

  /// How many traces the query finds from its page on, to the last.
  ///
  /// @param most from there on nobody counts; at least 0
  /// @throws StorageUnavailableException if the store cannot answer now
  TraceCount count(TraceQuery query, int most);

  /// What all traces come to that the query finds, as [TraceOverview#of] defines it: its order and
  /// its page do not matter.
  ///
  /// @param within after this time what was counted is the answer, and its coverage says what that
  ///   is. The newest traces are counted first
  /// @throws StorageUnavailableException if the store cannot answer now
  TraceOverview overview(TraceQuery query, TimeColumns columns, Duration within);

  /// No stored trace starts outside of this; nothing when there is no trace. Costs next to nothing.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  Optional<StartRange> starts();
}
