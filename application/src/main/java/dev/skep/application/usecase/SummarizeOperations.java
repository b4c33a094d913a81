package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.CallReader;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.Minutes;

/// Tells how a service is doing what it is called for.
public final class SummarizeOperations {
  private final CallReader calls;

  public SummarizeOperations(CallReader calls) {
    this.calls = calls;
  }

  /// Rate, errors and durations of each of the service's operations.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public CalledOperations summarize(String serviceName, Minutes range) {
    return calls.operations(serviceName, range);
  }
}
