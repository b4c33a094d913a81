package dev.skep.application.selftrace;

import dev.skep.application.port.AttributeCatalog;
import dev.skep.application.port.CallReader;
import dev.skep.application.port.ServiceCatalog;
import dev.skep.application.port.TraceReader;
import dev.skep.application.reading.SearchPlaces;
import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeenServices;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.ServiceMap;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.SeenAttribute;
import dev.skep.domain.search.TraceCount;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.StartRange;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The reading side of a store, with each question noted: in the trace of whatever asks, and in
/// [#figures]. What may take long needs a place among the searches.
public final class WatchedStore
    implements TraceReader, ServiceCatalog, AttributeCatalog, CallReader {
  private final TraceReader traces;
  private final ServiceCatalog names;
  private final AttributeCatalog attributes;
  private final CallReader calls;
  private final Questions questions;

  public WatchedStore(
      TraceReader traces,
      ServiceCatalog names,
      AttributeCatalog attributes,
      CallReader calls,
      SearchPlaces places,
      OwnTraces ownTraces) {
    this.traces = traces;
    this.names = names;
    this.attributes = attributes;
    this.calls = calls;
    this.questions = new Questions(ownTraces, places);
  }

  public QuestionFigures figures() {
    return questions.figures();
  }

  @Override
  public Optional<Trace> find(TraceId traceId) {
    return questions.search("find trace", () -> traces.find(traceId));
  }

  @Override
  public Optional<TraceExtent> extent(TraceId traceId) {
    return questions.ask("look up trace", () -> traces.extent(traceId));
  }

  @Override
  public List<SpanOutline> outlines(TraceId traceId) {
    return questions.search("outline trace", () -> traces.outlines(traceId));
  }

  @Override
  public List<Span> spans(TraceId traceId, int[] places) {
    return questions.ask("find spans", () -> traces.spans(traceId, places));
  }

  @Override
  public FoundTraces search(TraceQuery query) {
    return questions.search("search traces", () -> traces.search(query));
  }

  @Override
  public TraceCount count(TraceQuery query, int most) {
    return questions.search("count traces", () -> traces.count(query, most));
  }

  @Override
  public TraceOverview overview(TraceQuery query, TimeColumns columns, Duration within) {
    return questions.search("sum up traces", () -> traces.overview(query, columns, within));
  }

  @Override
  public Optional<StartRange> starts() {
    return traces.starts();
  }

  @Override
  public List<String> serviceNames() {
    return questions.ask("list services", names::serviceNames);
  }

  @Override
  public List<String> spanNames(int limit) {
    return questions.ask("list operations", () -> names.spanNames(limit));
  }

  @Override
  public SeenServices seenServices() {
    return questions.ask("see services", names::seenServices);
  }

  @Override
  public List<SeenAttribute> keys(String prefix, int limit) {
    return questions.search("list attributes", () -> attributes.keys(prefix, limit));
  }

  @Override
  public List<AttributeValue> values(String key, String prefix, int limit) {
    return questions.search("list values", () -> attributes.values(key, prefix, limit));
  }

  @Override
  public CalledServices services(Minutes range) {
    return questions.search("sum up services", () -> calls.services(range));
  }

  @Override
  public CalledOperations operations(String serviceName, Minutes range) {
    return questions.search("sum up operations", () -> calls.operations(serviceName, range));
  }

  @Override
  public CallSeries series(SeriesQuery query) {
    return questions.search("follow calls", () -> calls.series(query));
  }

  @Override
  public CallTrends trends(SeriesQuery query) {
    return questions.search("follow services", () -> calls.trends(query));
  }

  @Override
  public ServiceMap map(Minutes range) {
    return questions.search("map services", () -> calls.map(range));
  }
}
