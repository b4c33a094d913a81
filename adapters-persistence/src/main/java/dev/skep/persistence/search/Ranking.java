package dev.skep.persistence.search;

import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpanCondition.And;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Both;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.segment.TraceMeasures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What of a query concerns the measures of traces: which are taken, and which comes first.
///
/// Ranks are turned here so that the greatest always comes first; traces of one rank follow by id.
record Ranking(TraceOrder order, PageStart start, TraceRanges ranges) {
  /// Ranks are greater than this.
  static final long LAST = Long.MIN_VALUE;

  static Ranking of(TraceQuery query) {
    List<TraceFilter> filters = new ArrayList<>(query.traceFilters());
    addImplied(query.spans(), filters);
    return new Ranking(query.order(), query.pageStart(), TraceRanges.of(filters));
  }

  /// The rank, turned so that the greatest comes first.
  long rank(TraceMeasures trace) {
    return switch (order) {
      case NEWEST -> trace.start();
      case OLDEST -> -trace.start();
      case SLOWEST -> trace.duration();
      case MOST_SPANS -> trace.spanCount();
      case MOST_ERRORS -> trace.errorCount();
    };
  }

  /// Where the next page begins when this trace was the last to be looked at.
  PageStart.After place(RankedTraces.Ranked last) {
    return new PageStart.After(order.descending() ? last.rank() : -last.rank(), last.id());
  }

  /// The same order and ranges from another place on.
  Ranking from(PageStart.After other) {
    return new Ranking(order, other, ranges);
  }

  /// Whether a trace with these numbers is taken.
  boolean takes(TraceMeasures measures, TraceId id) {
    return ranges.contain(measures) && isOnPage(rank(measures), id);
  }

  /// Whether a trace of this rank belongs to the page or to a later one.
  boolean isOnPage(long rank, TraceId id) {
    return switch (start) {
      case PageStart.First() -> true;
      case PageStart.After(long last, TraceId lastId) -> {
        long turned = order.descending() ? last : -last;
        yield rank < turned || (rank == turned && id.compareTo(lastId) > 0);
      }
    };
  }

  /// No trace of the page has a rank greater than this.
  long greatest() {
    return switch (start) {
      case PageStart.First() -> Long.MAX_VALUE;
      case PageStart.After(long last, TraceId _) -> order.descending() ? last : -last;
    };
  }

  private static void addErrors(Operator operator, long number, List<TraceFilter> filters) {
    boolean some =
        switch (operator) {
          case GREATER -> number >= 0;
          case AT_LEAST, EQUAL -> number >= 1;
          case NOT_EQUAL, LESS, AT_MOST -> false;
        };
    boolean none =
        switch (operator) {
          case LESS -> number == 1;
          case AT_MOST, EQUAL -> number == 0;
          case NOT_EQUAL, GREATER, AT_LEAST -> false;
        };
    if (some) {
      filters.add(new TraceFilter.InError());
    } else if (none) {
      filters.add(new TraceFilter.NotInError());
    }
  }

  /// What a condition on the length of the trace, or on its errors, says, said as a filter: that is
  /// known without reading a span.
  private static void addImplied(SpansetCondition spans, List<TraceFilter> filters) {
    switch (spans) {
      case Matching(SpanCondition condition) -> addImplied(condition, filters);
      case Both(List<SpansetCondition> conditions) ->
          conditions.forEach(condition -> addImplied(condition, filters));
      case SpansetCondition.Either _, SpansetCondition.Related _ -> {}
    }
  }

  private static void addImplied(SpanCondition condition, List<TraceFilter> filters) {
    if (condition instanceof And(List<SpanCondition> conditions)) {
      conditions.forEach(one -> addImplied(one, filters));
    } else if (condition
            instanceof Comparison(Intrinsic field, Operator operator, Value.Length(Duration length))
        && field == Intrinsic.TRACE_DURATION) {
      switch (operator) {
        case GREATER, AT_LEAST -> filters.add(new TraceFilter.MinDuration(length));
        case LESS, AT_MOST -> filters.add(new TraceFilter.MaxDuration(length));
        case EQUAL -> {
          filters.add(new TraceFilter.MinDuration(length));
          filters.add(new TraceFilter.MaxDuration(length));
        }
        case NOT_EQUAL -> {}
      }
    } else if (condition
            instanceof Comparison(Intrinsic field, Operator operator, Value.Whole(long number))
        && field == Intrinsic.TRACE_ERRORS) {
      addErrors(operator, number, filters);
    }
  }
}
