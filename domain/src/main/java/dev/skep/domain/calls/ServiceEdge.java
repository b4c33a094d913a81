package dev.skep.domain.calls;

import java.util.Comparator;

/// That one party called another.
///
/// @param calls how many times
/// @param errors how many of these calls failed, as the callee says, or the caller where the callee
///   sends no spans
/// @param durationSumNano how long they took together, as the same one says
public record ServiceEdge(
    Party caller,
    Party callee,
    long calls,
    long errors,
    long durationSumNano,
    DurationHistogram histogram) {
  /// By caller, then callee.
  public static final Comparator<ServiceEdge> ORDER =
      Comparator.comparing(ServiceEdge::caller).thenComparing(ServiceEdge::callee);

  public static ServiceEdge of(Party caller, Party callee, CallTally tally) {
    return new ServiceEdge(
        caller, callee, tally.calls(), tally.errors(), tally.durationSum(), tally.histogram());
  }
}
