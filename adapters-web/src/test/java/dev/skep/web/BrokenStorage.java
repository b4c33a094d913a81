package dev.skep.web;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.application.port.AttributeCatalog;
import dev.skep.application.port.CallReader;
import dev.skep.application.port.PinnedTraces;
import dev.skep.application.port.SavedSearches;
import dev.skep.application.port.ServiceCatalog;
import dev.skep.application.port.SpanWriter;
import dev.skep.application.port.Storage;
import dev.skep.application.port.StorageProbe;
import dev.skep.application.port.TraceEraser;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeenServices;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.ServiceMap;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.SavedSearch;
import dev.skep.domain.search.SeenAttribute;
import dev.skep.domain.search.TraceCount;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.StartRange;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A store that is never available.
final class BrokenStorage
    implements SpanWriter,
        TraceReader,
        ServiceCatalog,
        AttributeCatalog,
        PinnedTraces,
        TraceEraser,
        CallReader,
        StorageProbe,
        SavedSearches {
  static final String REASON = "the disk is full";

  Storage ports() {
    return new Storage(this, this, this, this, this, this, this, this, this);
  }

  private static StorageUnavailableException unavailable() {
    return new StorageUnavailableException(REASON);
  }

  @Override
  public SavedSearch save(String name, String query, Instant at) {
    throw unavailable();
  }

  @Override
  public boolean delete(long id) {
    throw unavailable();
  }

  @Override
  public List<SavedSearch> list() {
    throw unavailable();
  }

  @Override
  public WriteResult write(List<Span> spans) {
    throw unavailable();
  }

  @Override
  public Optional<Trace> find(TraceId traceId) {
    throw unavailable();
  }

  @Override
  public Optional<TraceExtent> extent(TraceId traceId) {
    throw unavailable();
  }

  @Override
  public List<SpanOutline> outlines(TraceId traceId) {
    throw unavailable();
  }

  @Override
  public List<Span> spans(TraceId traceId, int[] places) {
    throw unavailable();
  }

  @Override
  public FoundTraces search(TraceQuery query) {
    throw unavailable();
  }

  @Override
  public TraceCount count(TraceQuery query, int most) {
    throw unavailable();
  }

  @Override
  public TraceOverview overview(TraceQuery query, TimeColumns columns, Duration within) {
    throw unavailable();
  }

  @Override
  public Optional<StartRange> starts() {
    throw unavailable();
  }

  @Override
  public List<SeenAttribute> keys(String prefix, int limit) {
    throw unavailable();
  }

  @Override
  public List<AttributeValue> values(String key, String prefix, int limit) {
    throw unavailable();
  }

  @Override
  public List<String> serviceNames() {
    throw unavailable();
  }

  @Override
  public List<String> spanNames(int limit) {
    throw unavailable();
  }

  @Override
  public void pin(PinnedTrace trace) {
    throw unavailable();
  }

  @Override
  public CalledServices services(Minutes range) {
    throw unavailable();
  }

  @Override
  public boolean unpin(TraceId traceId) {
    throw unavailable();
  }

  @Override
  public CalledOperations operations(String serviceName, Minutes range) {
    throw unavailable();
  }

  @Override
  public List<PinnedTrace> all() {
    throw unavailable();
  }

  @Override
  public CallSeries series(SeriesQuery query) {
    throw unavailable();
  }

  @Override
  public int erase(TraceId traceId) {
    throw unavailable();
  }

  @Override
  public CallTrends trends(SeriesQuery query) {
    throw unavailable();
  }

  @Override
  public SeenServices seenServices() {
    throw unavailable();
  }

  @Override
  public ServiceMap map(Minutes range) {
    throw unavailable();
  }

  @Override
  public void probe() {
    throw unavailable();
  }
}
