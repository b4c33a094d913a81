package dev.skep.domain.calls;

/// Rate, errors and duration of some calls.
///
/// @param calls how many
/// @param errors how many of them failed
/// @param durationSumNano how long they took together, at most `Long.MAX_VALUE`
/// @param shortestNano exactly; 0 of no call
/// @param longestNano exactly; 0 of no call
public record CallStatistics(
    long calls,
    long errors,
    long durationSumNano,
    long shortestNano,
    long longestNano,
    DurationHistogram histogram) {
  /// Of no calls.
  public static final CallStatistics NONE =
      new CallStatistics(0, 0, 0, 0, 0, DurationHistogram.EMPTY);

  /// The duration that a share of the calls did not exceed, in nanoseconds, at most 1.1 % off.
  ///
  /// @param share above 0, at most 1: 0.99 for the 99th percentile
  public long quantile(double share) {
    return Math.clamp(histogram.quantile(share), shortestNano, longestNano);
  }
}
