package dev.skep.application.port;

import dev.skep.application.WriteResult;
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
import dev.skep.domain.trace.TraceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Keeps spans in a map; what it finds is what the domain defines. For tests of everything but the
/// stores.
public final class InMemoryStorage
    implements SpanWriter,
        TraceReader,
        ServiceCatalog,
        AttributeCatalog,
        PinnedTraces,
        TraceEraser,
        CallReader,
        StorageProbe,
        SavedSearches {
  private static final Comparator<PinnedTrace> LAST_FIRST =
      Comparator.comparing(PinnedTrace::pinnedAt).reversed().thenComparing(PinnedTrace::traceId);

  private final Map<TraceId, Set<Span>> spans = new TreeMap<>();
  private final Map<TraceId, PinnedTrace> pins = new TreeMap<>();
  private final Map<String, SavedSearch> searches = new HashMap<>();
  private long lastSearch;

  public Storage ports() {
    return new Storage(this, this, this, this, this, this, this, this, this);
  }

  @Override
  public synchronized WriteResult write(List<Span> batch) {
    int stored = 0;
    for (Span span : batch) {
      if (spans.computeIfAbsent(span.traceId(), id -> new LinkedHashSet<>()).add(span)) {
        stored++;
      }
    }
    return new WriteResult(stored, batch.size() - stored);
  }

  @Override
  public synchronized Optional<Trace> find(TraceId traceId) {
    return Optional.ofNullable(spans.get(traceId))
        .map(found -> new Trace(traceId, List.copyOf(found)));
  }

  @Override
  public synchronized Optional<TraceExtent> extent(TraceId traceId) {
    return find(traceId).map(Trace::summary).map(TraceExtent::of);
  }

  @Override
  public synchronized List<SpanOutline> outlines(TraceId traceId) {
    return spans.getOrDefault(traceId, Set.of()).stream().map(SpanOutline::of).toList();
  }

  @Override
  public synchronized List<Span> spans(TraceId traceId, int[] places) {
    List<Span> all = List.copyOf(spans.getOrDefault(traceId, Set.of()));
    return IntStream.of(places)
        .sorted()
        .distinct()
        .filter(place -> place >= 0 && place < all.size())
        .mapToObj(all::get)
        .toList();
  }

  @Override
  public synchronized FoundTraces search(TraceQuery query) {
    List<TraceSummary> found =
        spans.entrySet().stream()
            .map(entry -> new Trace(entry.getKey(), List.copyOf(entry.getValue())))
            .filter(query::matches)
            .map(Trace::summary)
            .filter(trace -> query.pageStart().precedes(trace, query.order()))
            .sorted(query.order().comparator())
            .limit(query.pageSize() + 1L)
            .toList();
    return found.size() > query.pageSize()
        ? new FoundTraces(found.subList(0, query.pageSize()), true)
        : new FoundTraces(found, false);
  }

  @Override
  public synchronized TraceCount count(TraceQuery query, int most) {
    long count =
        spans.entrySet().stream()
            .map(entry -> new Trace(entry.getKey(), List.copyOf(entry.getValue())))
            .filter(query::matches)
            .filter(trace -> query.pageStart().precedes(trace.summary(), query.order()))
            .count();
    return count > most ? new TraceCount.MoreThan(most) : new TraceCount.Exactly((int) count);
  }

  @Override
  public synchronized TraceOverview overview(
      TraceQuery query, TimeColumns columns, Duration within) {
    return TraceOverview.of(query, allTraces().toList(), columns);
  }

  @Override
  public synchronized Optional<StartRange> starts() {
    var starts = allTraces().map(trace -> trace.summary().start()).sorted().toList();
    return starts.isEmpty()
        ? Optional.empty()
        : Optional.of(new StartRange(starts.getFirst(), starts.getLast()));
  }

  @Override
  public synchronized List<SeenAttribute> keys(String prefix, int limit) {
    Set<String> onSpans = new TreeSet<>();
    Set<String> onResources = new TreeSet<>();
    allSpans()
        .forEach(span -> {
          onSpans.addAll(span.attributes().keys());
          onResources.addAll(span.resource().attributes().keys());
        });
    return Stream.concat(onSpans.stream(), onResources.stream())
        .distinct()
        .filter(key -> key.startsWith(prefix))
        .sorted()
        .limit(limit)
        .map(key -> new SeenAttribute(key, onSpans.contains(key), onResources.contains(key)))
        .toList();
  }

  @Override
  public synchronized List<AttributeValue> values(String key, String prefix, int limit) {
    return allSpans()
        .flatMap(span -> Stream.of(span.attributes(), span.resource().attributes()))
        .flatMap(attributes -> attributes.get(key).stream())
        .filter(value -> written(value).filter(text -> text.startsWith(prefix)).isPresent())
        .distinct()
        .sorted(Comparator.comparing(value -> written(value).orElseThrow()))
        .limit(limit)
        .toList();
  }

  private static Optional<String> written(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue(String text) -> Optional.of(text);
      case AttributeValue.IntValue(long number) -> Optional.of(Long.toString(number));
      case AttributeValue.DoubleValue(double number) -> Optional.of(Double.toString(number));
      case AttributeValue.BoolValue(boolean truth) -> Optional.of(Boolean.toString(truth));
      default -> Optional.empty();
    };
  }

  @Override
  public synchronized List<String> serviceNames() {
    return allSpans().map(Span::serviceName).distinct().sorted().toList();
  }

  @Override
  public synchronized List<String> spanNames(int limit) {
    return allSpans().map(Span::name).distinct().sorted().limit(limit).toList();
  }

  @Override
  public synchronized void pin(PinnedTrace trace) {
    pins.put(trace.traceId(), trace);
  }

  @Override
  public synchronized boolean unpin(TraceId traceId) {
    return pins.remove(traceId) != null;
  }

  @Override
  public synchronized List<PinnedTrace> all() {
    return pins.values().stream().sorted(LAST_FIRST).toList();
  }

  @Override
  public synchronized SavedSearch save(String name, String query, Instant at) {
    SavedSearch before = searches.get(name);
    long id = before == null ? ++lastSearch : before.id();
    var search = new SavedSearch(id, name, query, at);
    searches.put(name, search);
    return search;
  }

  @Override
  public synchronized boolean delete(long id) {
    return searches.values().removeIf(search -> search.id() == id);
  }

  @Override
  public synchronized List<SavedSearch> list() {
    return searches.values().stream()
        .sorted(
            Comparator.comparing(search -> search.name().codePoints().toArray(), Arrays::compare))
        .toList();
  }

  @Override
  public synchronized int erase(TraceId traceId) {
    pins.remove(traceId);
    Set<Span> erased = spans.remove(traceId);
    return erased == null ? 0 : erased.size();
  }

  @Override
  public synchronized CalledServices services(Minutes range) {
    return CalledServices.of(allSpans().toList(), range);
  }

  @Override
  public synchronized CalledOperations operations(String serviceName, Minutes range) {
    return CalledOperations.of(allSpans().toList(), serviceName, range);
  }

  @Override
  public synchronized CallSeries series(SeriesQuery query) {
    return CallSeries.of(allSpans().toList(), query);
  }

  @Override
  public synchronized CallTrends trends(SeriesQuery query) {
    return CallTrends.of(allSpans().toList(), query);
  }

  @Override
  public synchronized SeenServices seenServices() {
    return SeenServices.of(allSpans().toList());
  }

  @Override
  public synchronized ServiceMap map(Minutes range) {
    return ServiceMap.of(allSpans().toList(), range);
  }

  @Override
  public void probe() {
    // A map in memory always works.
  }

  private Stream<Trace> allTraces() {
    return spans.entrySet().stream()
        .map(entry -> new Trace(entry.getKey(), List.copyOf(entry.getValue())));
  }

  private Stream<Span> allSpans() {
    return spans.values().stream().flatMap(Set::stream);
  }
}
