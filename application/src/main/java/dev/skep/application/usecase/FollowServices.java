package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.CallReader;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.SeriesQuery;

/// Follows the numbers of calls of many services through time, all at once.
public final class FollowServices {
  private final CallReader calls;

  public FollowServices(CallReader calls) {
    this.calls = calls;
  }

  /// Calls and errors of each service, step by step.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public CallTrends follow(SeriesQuery query) {
    return calls.trends(query);
  }
}
