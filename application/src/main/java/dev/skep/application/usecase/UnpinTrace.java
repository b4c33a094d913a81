package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.PinnedTraces;
import dev.skep.domain.trace.TraceId;

/// Lets a pinned trace go with all others of its time.
public final class UnpinTrace {
  private final PinnedTraces pins;

  public UnpinTrace(PinnedTraces pins) {
    this.pins = pins;
  }

  /// Whether the trace was pinned; it is not any more.
  ///
  /// @throws StorageUnavailableException if the store cannot do it now
  public boolean unpin(TraceId traceId) {
    return pins.unpin(traceId);
  }
}
