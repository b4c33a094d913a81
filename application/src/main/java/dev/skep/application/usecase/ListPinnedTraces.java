package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.PinnedTraces;
import dev.skep.domain.trace.PinnedTrace;
import java.util.List;

/// Lists what is kept for longer than all others.
public final class ListPinnedTraces {
  private final PinnedTraces pins;

  public ListPinnedTraces(PinnedTraces pins) {
    this.pins = pins;
  }

  /// All pinned traces, the one pinned last first.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public List<PinnedTrace> list() {
    return pins.all();
  }
}
