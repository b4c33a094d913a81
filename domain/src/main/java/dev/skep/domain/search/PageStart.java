package dev.skep.domain.search;

import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSummary;

/// Where a page of results begins. Because a page begins behind a *trace* and not at a number,
/// paging neither repeats nor skips a trace while new ones arrive.
public sealed interface PageStart {
  /// With the first trace of all.
  record First() implements PageStart {}

  /// Behind the place of a trace that had this rank (see [TraceOrder#rank]) and this id.
  record After(long rank, TraceId traceId) implements PageStart {
    public static After trace(TraceSummary last, TraceOrder order) {
      return new After(order.rank(last), last.traceId());
    }
  }

  static PageStart first() {
    return new First();
  }

  /// Whether a trace belongs to the page or to a later one.
  default boolean precedes(TraceSummary trace, TraceOrder order) {
    return switch (this) {
      case First() -> true;
      case After(long rank, TraceId traceId) -> {
        int byRank = Long.compare(order.rank(trace), rank);
        int place = order.descending() ? -byRank : byRank;
        yield place > 0 || (place == 0 && trace.traceId().compareTo(traceId) > 0);
      }
    };
  }
}
