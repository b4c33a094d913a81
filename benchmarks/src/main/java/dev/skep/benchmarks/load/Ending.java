package dev.skep.benchmarks.load;

/// How a request ended.
///
/// @param spans that it had
/// @param status of the answer; 0 when there was none
/// @param retryAfter whether the answer says when to try again
/// @param acceptedSpans how many the server says it took; 0 when it does not say
/// @param lateNanos from when it was due until a connection was free for it
/// @param latencyNanos from when it was due until it ended
public record Ending(
    long request,
    int spans,
    int status,
    boolean retryAfter,
    long acceptedSpans,
    long lateNanos,
    long latencyNanos) {

  /// From when it was posted until it ended.
  public long serverNanos() {
    return latencyNanos - lateNanos;
  }
}
