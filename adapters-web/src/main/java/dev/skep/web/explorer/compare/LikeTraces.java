package dev.skep.web.explorer.compare;

import dev.skep.application.usecase.SearchTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.trace.TraceSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a trace can be compared with without copying an id: traces that began with the same
/// operation of the same service, shortly before and after it.
final class LikeTraces {
  private static final int READ = 24;
  private static final int SHOWN = 4;
  private static final Duration REACH = Duration.ofHours(24);

  private final SearchTraces search;

  LikeTraces(SearchTraces search) {
    this.search = search;
  }

  /// At most four before it and four after it, the newest first.
  List<TraceSummary> of(TraceSummary trace) {
    List<TraceFilter> before =
        List.of(
            new TraceFilter.StartedBefore(trace.start()),
            new TraceFilter.StartedFrom(trace.start().minus(REACH)));
    List<TraceFilter> after =
        List.of(
            new TraceFilter.StartedFrom(trace.start()),
            new TraceFilter.StartedBefore(trace.start().plus(REACH)));
    List<TraceSummary> found = new ArrayList<>(like(trace, after, TraceOrder.OLDEST));
    found.addAll(like(trace, before, TraceOrder.NEWEST));
    found.sort(Comparator.comparing(TraceSummary::start).reversed());
    return found;
  }

  /// The first of those that have such a span at all are read, which the store finds at once; that
  /// it is their root is looked at here.
  private List<TraceSummary> like(TraceSummary trace, List<TraceFilter> time, TraceOrder order) {
    var query =
        new TraceQuery(
            SpansetCondition.oneSpan(
                List.of(
                    SpanCondition.serviceName(trace.rootServiceName()),
                    SpanCondition.spanName(trace.rootSpanName()))),
            time,
            order,
            PageStart.first(),
            READ);
    return search.search(query).traces().stream()
        .filter(other -> !other.traceId().equals(trace.traceId()))
        .filter(other -> other.rootServiceName().equals(trace.rootServiceName()))
        .filter(other -> other.rootSpanName().equals(trace.rootSpanName()))
        .limit(SHOWN)
        .toList();
  }
}
