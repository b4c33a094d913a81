package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.TraceEraser;
import dev.skep.domain.trace.TraceId;

/// Erases one trace for good.
public final class EraseTrace {
  private final TraceEraser eraser;

  public EraseTrace(TraceEraser eraser) {
    this.eraser = eraser;
  }

  /// How many spans were erased; none when the trace is not stored.
  ///
  /// @throws StorageUnavailableException if the store cannot do it now; a part may be gone then
  public int erase(TraceId traceId) {
    return eraser.erase(traceId);
  }
}
