package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceCount;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import java.util.Optional;

/// Finds traces. What a finished [SpanWriter#write] stored is seen by every call that begins after
/// it.
public interface TraceReader {
  /// All stored spans of this trace, or nothing when there are none.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  Optional<Trace> find(TraceId traceId);

  /// The page of traces that [TraceQuery] defines; empty when none match.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  FoundTraces search(TraceQuery query);

  /// How many traces the query finds from its page on, to the last.
  ///
  /// @param most from there on nobody counts; at least 0
  /// @throws StorageUnavailableException if the store cannot answer now
  TraceCount count(TraceQuery query, int most);
}
