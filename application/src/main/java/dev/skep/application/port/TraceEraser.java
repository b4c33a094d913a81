package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.trace.TraceId;

/// Erases traces for good.
public interface TraceEraser {
  /// Erases all stored spans of a trace, pinned or not, and its pin. Spans of it that come later
  /// are stored. Figures that were summed up of its spans stay.
  ///
  /// @return how many spans were erased
  /// @throws StorageUnavailableException if the store cannot do it now; a part may be gone then
  int erase(TraceId traceId);
}
