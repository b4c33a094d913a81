package dev.skep.persistence.search;

import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.segment.TraceMeasures;
import java.util.List;

/// Trace filters as what they are: ranges of numbers, both ends included.
record TraceRanges(
    long firstStart,
    long lastStart,
    long leastDuration,
    long mostDuration,
    int leastErrors,
    int mostErrors) {
  private static final TraceRanges ALL =
      new TraceRanges(0, Long.MAX_VALUE, 0, Long.MAX_VALUE, 0, Integer.MAX_VALUE);

  static TraceRanges of(List<TraceFilter> filters) {
    TraceRanges ranges = ALL;
    for (TraceFilter filter : filters) {
      ranges = ranges.and(of(filter));
    }
    return ranges;
  }

  boolean contain(TraceMeasures trace) {
    return contain(trace.start(), trace.duration(), trace.errorCount());
  }

  boolean contain(long start, long duration, int errorCount) {
    return start >= firstStart
        && start <= lastStart
        && duration >= leastDuration
        && duration <= mostDuration
        && errorCount >= leastErrors
        && errorCount <= mostErrors;
  }

  /// Whether every trace is taken that starts within these two.
  boolean containAll(long earliestStart, long latestStart) {
    return new TraceRanges(earliestStart, latestStart, 0, Long.MAX_VALUE, 0, Integer.MAX_VALUE)
        .equals(and(ALL.starts(earliestStart, latestStart)));
  }

  private static TraceRanges of(TraceFilter filter) {
    return switch (filter) {
      case TraceFilter.InError() -> ALL.errors(1, Integer.MAX_VALUE);
      case TraceFilter.NotInError() -> ALL.errors(0, 0);
      case TraceFilter.MinDuration(var atLeast) ->
          ALL.durations(UnixNano.nanos(atLeast), Long.MAX_VALUE);
      case TraceFilter.MaxDuration(var atMost) -> ALL.durations(0, UnixNano.nanos(atMost));
      case TraceFilter.StartedFrom(var from) -> ALL.starts(UnixNano.position(from), Long.MAX_VALUE);
      // No position is less than 0, so nothing started before 0.
      case TraceFilter.StartedBefore(var to) -> ALL.starts(0, UnixNano.position(to) - 1);
    };
  }

  private TraceRanges and(TraceRanges other) {
    return new TraceRanges(
        Math.max(firstStart, other.firstStart),
        Math.min(lastStart, other.lastStart),
        Math.max(leastDuration, other.leastDuration),
        Math.min(mostDuration, other.mostDuration),
        Math.max(leastErrors, other.leastErrors),
        Math.min(mostErrors, other.mostErrors));
  }

  private TraceRanges starts(long first, long last) {
    return new TraceRanges(first, last, leastDuration, mostDuration, leastErrors, mostErrors);
  }

  private TraceRanges durations(long least, long most) {
    return new TraceRanges(firstStart, lastStart, least, most, leastErrors, mostErrors);
  }

  private TraceRanges errors(int least, int most) {
    return new TraceRanges(firstStart, lastStart, leastDuration, mostDuration, least, most);
  }
}
