package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.CallReader;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.ServiceMap;

/// Draws who calls whom.
public final class MapServices {
  private final CallReader calls;

  public MapServices(CallReader calls) {
    this.calls = calls;
  }

  /// The calls between services, and to whatever sends no spans.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public ServiceMap map(Minutes range) {
    return calls.map(range);
  }
}
