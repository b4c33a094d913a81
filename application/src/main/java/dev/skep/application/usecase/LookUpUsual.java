package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.CallReader;
import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.calls.CalledOperations.Calls;
import dev.skep.domain.calls.Minutes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells how long calls take as a rule: what was measured in the last 24 hours.
public final class LookUpUsual {
  private static final Duration RANGE = Duration.ofHours(24);

  private final CallReader calls;
  private final Clock clock;

  public LookUpUsual(CallReader calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /// The statistics of each operation of these services that was called.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public Map<Called, CallStatistics> lookUp(List<String> serviceNames) {
    Instant now = clock.instant();
    Minutes range = Minutes.covering(now.minus(RANGE), now);
    Map<Called, CallStatistics> usual = new HashMap<>();
    for (String service : serviceNames.stream().distinct().toList()) {
      for (Calls each : calls.operations(service, range).operations()) {
        usual.put(new Called(service, each.operation()), each.statistics());
      }
    }
    return usual;
  }

  /// What a service was called for.
  public record Called(String serviceName, CalledOperation operation) {}
}
