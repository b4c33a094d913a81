package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.CallReader;
import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.SeriesQuery;

/// Follows calls through time.
public final class ChartCalls {
  private final CallReader calls;

  public ChartCalls(CallReader calls) {
    this.calls = calls;
  }

  /// Rate, errors and durations, step by step.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public CallSeries chart(SeriesQuery query) {
    return calls.series(query);
  }
}
