package dev.skep.web;

import dev.skep.application.port.TraceReader;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.FoundTraces.Behind;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.trace.TraceSummary;
import java.util.List;

/// Looks at no more than three traces for a page.
final class ImpatientReader extends ReaderBefore {
  private static final int LOOKED_AT = 3;

  ImpatientReader(TraceReader traces) {
    super(traces);
  }

  @Override
  public FoundTraces search(TraceQuery query) {
    FoundTraces any =
        super.search(
            new TraceQuery(
                SpansetCondition.all(), List.of(), query.order(), query.pageStart(), LOOKED_AT));
    List<TraceSummary> found =
        any.traces().stream()
            .filter(trace -> query.matches(find(trace.traceId()).orElseThrow()))
            .toList();
    return any.more()
        ? new FoundTraces(
            found,
            new Behind.NotLookedAt(PageStart.After.trace(any.traces().getLast(), query.order())))
        : new FoundTraces(found, false);
  }
}
