package dev.skep.benchmarks.traffic;

import java.lang.foreign.MemorySegment;

/// Export requests to be posted, numbered from 0.
public interface Requests {
  long requests();

  /// The length of the longest body, or more.
  int largestBody();

  int spansOf(long request);

  /// Writes the body of a request to `target` from `at` on, right before it is posted.
  ///
  /// @return its length
  int copy(long request, MemorySegment target, long at);
}
