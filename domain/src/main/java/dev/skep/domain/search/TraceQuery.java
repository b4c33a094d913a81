package dev.skep.domain.search;

import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.WholeTrace;
import dev.skep.domain.trace.Trace;
import java.util.List;

/// Which traces are wanted, in which order, and which page of them.
///
/// [#matches] defines "found". A store may answer in any way that comes to the same.
///
/// @param spans the trace must have spans that this picks
/// @param traceFilters the trace must meet each of these
/// @param pageSize how many traces at most, 1 to [#MAX_PAGE_SIZE]
public record TraceQuery(
    SpansetCondition spans,
    List<TraceFilter> traceFilters,
    TraceOrder order,
    PageStart pageStart,
    int pageSize) {
  /// The largest page.
  public static final int MAX_PAGE_SIZE = 1000;

  public TraceQuery {
    traceFilters = List.copyOf(traceFilters);
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException("page size " + pageSize);
    }
  }

  /// The newest traces, whatever they are.
  public static TraceQuery newest(int pageSize) {
    return new TraceQuery(
        SpansetCondition.all(), List.of(), TraceOrder.NEWEST, PageStart.first(), pageSize);
  }

  /// Whether the trace is one of those wanted, on whichever page.
  public boolean matches(Trace trace) {
    var whole = new WholeTrace(trace);
    return traceFilters.stream().allMatch(filter -> filter.matches(whole.summary()))
        && spans.matches(whole);
  }

  /// The same query for another page.
  public TraceQuery from(PageStart start) {
    return new TraceQuery(spans, traceFilters, order, start, pageSize);
  }
}
