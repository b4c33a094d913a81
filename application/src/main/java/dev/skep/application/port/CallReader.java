package dev.skep.application.port;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.ServiceMap;

/// Counts calls. Each answer is what the `of` of its type defines for all stored spans, at a cost
/// that follows the minutes and the names, not the spans. What a finished [SpanWriter#write] stored
/// is counted by every call that begins after it.
///
/// A store need not keep all names and minutes apart; each answer says how much it could not.
public interface CallReader {
  /// Every service that was called in the range, by name.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  CalledServices services(Minutes range);

  /// What the service with exactly this name was called for.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  CalledOperations operations(String serviceName, Minutes range);

  /// The calls of one service or all, step by step.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  CallSeries series(SeriesQuery query);

  /// How many calls each service got, step by step; or the one that is asked for.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  CallTrends trends(SeriesQuery query);

  /// Who called whom.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  ServiceMap map(Minutes range);
}
