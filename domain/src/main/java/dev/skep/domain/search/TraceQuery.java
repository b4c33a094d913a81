package dev.skep.domain.search;

import dev.skep.domain.trace.Trace;
import java.util.List;

/// Which traces are wanted, in which order, and which page of them.
///
/// [#matches] defines "found". A store may answer in any way that comes to the same.
///
/// @param spanFilters one span of the trace must meet all of these
/// @param traceFilters the trace must meet each of these
/// @param pageSize how many traces at most, 1 to [#MAX_PAGE_SIZE]
public record TraceQuery(
    List<SpanFilter> spanFilters,
    List<TraceFilter> traceFilters,
    TraceOrder order,
    PageStart pageStart,
    int pageSize) {
  /// The largest page.
  public static final int MAX_PAGE_SIZE = 1000;

  public TraceQuery {
    spanFilters = List.copyOf(spanFilters);
    traceFilters = List.copyOf(traceFilters);
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException("page size " + pageSize);
    }
  }

  /// The newest traces, whatever they are.
  public static TraceQuery newest(int pageSize) {
    return new TraceQuery(List.of(), List.of(), TraceOrder.NEWEST, PageStart.first(), pageSize);
  }

  /// Whether the trace is one of those wanted, on whichever page.
  public boolean matches(Trace trace) {
    var summary = trace.summary();
    return traceFilters.stream().allMatch(filter -> filter.matches(summary))
        && (spanFilters.isEmpty()
            || trace.spans().stream()
                .anyMatch(span -> spanFilters.stream().allMatch(filter -> filter.matches(span))));
  }

  /// The same query for another page.
  public TraceQuery from(PageStart start) {
    return new TraceQuery(spanFilters, traceFilters, order, start, pageSize);
  }
}
