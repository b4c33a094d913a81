package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.TraceId;
import java.util.List;

/// Knows the traces that are to be kept. What is pinned stays stored, with all its spans, until it
/// is unpinned or erased; later spans of it are kept too.
public interface PinnedTraces {
  /// Pins a trace; one that is pinned already gets the new note and time.
  ///
  /// @throws StorageUnavailableException if the store cannot do it now
  void pin(PinnedTrace trace);

  /// Whether the trace was pinned; it is not any more.
  ///
  /// @throws StorageUnavailableException if the store cannot do it now
  boolean unpin(TraceId traceId);

  /// All pinned traces, the one pinned last first.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  List<PinnedTrace> all();
}
