package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.CallReader;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Minutes;

/// Tells how every service is doing.
public final class SummarizeServices {
  private final CallReader calls;

  public SummarizeServices(CallReader calls) {
    this.calls = calls;
  }

  /// Rate, errors and durations of each service's calls.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public CalledServices summarize(Minutes range) {
    return calls.services(range);
  }
}
