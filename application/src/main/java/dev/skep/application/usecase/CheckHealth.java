package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.StorageProbe;

/// Tells whether Skep can do its work.
public final class CheckHealth {
  private final StorageProbe probe;

  public CheckHealth(StorageProbe probe) {
    this.probe = probe;
  }

  public Health check() {
    try {
      probe.probe();
      return new Health.Ready();
    } catch (StorageUnavailableException e) {
      return new Health.NotReady(String.valueOf(e.getMessage()));
    }
  }

  /// Whether requests can be served.
  public sealed interface Health {
    /// Spans can be written and read.
    record Ready() implements Health {}

    /// Something is the matter; `reason` may be shown to a caller.
    record NotReady(String reason) implements Health {}
  }
}
