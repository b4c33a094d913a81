package dev.skep.web;

import dev.skep.application.port.TraceReader;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceCount;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.StartRange;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks another reader. What stands before it overrides what is to be different.
abstract class ReaderBefore implements TraceReader {
  private final TraceReader traces;

  ReaderBefore(TraceReader traces) {
    this.traces = traces;
  }

  @Override
  public FoundTraces search(TraceQuery query) {
    return traces.search(query);
  }

  @Override
  public Optional<Trace> find(TraceId traceId) {
    return traces.find(traceId);
  }

  @Override
  public Optional<TraceExtent> extent(TraceId traceId) {
    return traces.extent(traceId);
  }

  @Override
  public List<SpanOutline> outlines(TraceId traceId) {
    return traces.outlines(traceId);
  }

  @Override
  public List<Span> spans(TraceId traceId, int[] places) {
    return traces.spans(traceId, places);
  }

  @Override
  public TraceCount count(TraceQuery query, int most) {
    return traces.count(query, most);
  }

  @Override
  public TraceOverview overview(TraceQuery query, TimeColumns columns, Duration within) {
    return traces.overview(query, columns, within);
  }

  @Override
  public Optional<StartRange> starts() {
    return traces.starts();
  }
}
