package dev.skep.benchmarks.load;

import java.util.List;
import java.util.SortedMap;

/// What came of a load.
///
/// @param accepted the spans of all requests that were answered with 200
/// @param statuses how many answers of each status; 0 counts requests without an answer
/// @param seconds from the first request to the last answer
/// @param secondsPerMillion how long each full million of accepted spans took, in order
/// @param driverCpuSeconds what posting itself cost
public record LoadResult(
    long requests,
    long accepted,
    SortedMap<Integer, Long> statuses,
    Latencies latencies,
    double seconds,
    List<Double> secondsPerMillion,
    double driverCpuSeconds) {

  public double spansPerSecond() {
    return accepted / seconds;
  }
}
