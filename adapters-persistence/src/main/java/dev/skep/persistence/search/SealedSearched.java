package dev.skep.persistence.search;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.WorkObserver;
import dev.skep.domain.search.overview.OverviewCounts;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.persistence.row.AttributesJson;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.sealed.Measure;
import dev.skep.persistence.sealed.SealedTraces;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.sealed.TraceColumns;
import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.segment.SpreadTraces.SealedPiece;
import dev.skep.persistence.segment.TraceMeasures;
import java.lang.ref.SoftReference;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// A sealed segment, with its lists of traces in the file: which of them match. In which order they
/// come, [SealedOrder] knows.
final class SealedSearched implements SearchedSegment {
  private final SealedSegment segment;
  private final Dictionary dictionary;
  private final Deadline deadline;
  private final WorkObserver observer;
  private final KnownMeasures known;
  private @Nullable BitSet all;
  // Those of a segment that is too old to be remembered are asked for several times, too.
  private SoftReference<@Nullable SealedMeasures> measures = new SoftReference<>(null);

  SealedSearched(
      SealedSegment segment,
      Dictionary dictionary,
      KnownMeasures known,
      Deadline deadline,
      WorkObserver observer) {
    this.known = known;
    this.observer = observer;
    this.segment = segment;
    this.dictionary = dictionary;
    this.deadline = deadline;
  }

  @Override
  public long number() {
    return segment.number();
  }

  @Override
  public boolean isSealed() {
    return true;
  }

  // ---- Which traces there are

  @Override
  public BitSet all() {
    if (all == null) {
      // Without those that were erased there are fewer than there are numbers.
      int last = ask(SealedTraces::last);
      var numbers = new BitSet(last + 1);
      numbers.set(1, last + 1);
      all = numbers;
    }
    return all;
  }

  @Override
  public int find(TraceId id) {
    try {
      return observer
          .segment("read segment", segment.number(), () -> segment.find(id))
          .map(SealedPiece::trace)
          .orElse(NONE);
    } catch (StorageUnavailableException e) {
      throw DamagedSegmentException.isDamage(e) ? new DamagedSegmentException(segment, e) : e;
    }
  }

  @Override
  public TraceMeasures measures(int trace) {
    return ask(traces -> traces.traces(new int[] {trace})).stream()
        .map(TraceMeasures::of)
        .findFirst()
        .orElse(new TraceMeasures(0, 0, 0, 0));
  }

  @Override
  public Optional<BitSet> addAll(OverviewCounts counts, TimeColumns columns, TraceRanges ranges) {
    SegmentFacts facts = segment.facts();
    if (!Tally.fits(columns) || !ranges.containAll(facts.firstStart(), facts.lastStart())) {
      return Optional.empty();
    }
    measures().tally().addTo(counts);
    return Optional.of(measures().present());
  }

  @Override
  public void forEach(BitSet wanted, TraceColumns.Visitor visitor) {
    measures().columns().forEach(wanted, visitor);
  }

  @Override
  public RankedTraces ranked(Candidates candidates, Ranking ranking) {
    BitSet possible =
        new SealedRanges(this, segment.facts()).within(candidates.possible(), ranking);
    var left = new Candidates(candidates.sure(), possible);
    return new SealedOrder(this, left, ranking).walk();
  }

  /// Parts traces by rank, as far as their measures are in memory.
  FirstByRank firstByRank(BitSet traces, Ranking ranking, int count) {
    return known
        .ifRead(segment)
        .map(read -> FirstByRank.of(traces, read.columns(), ranking, count))
        .orElseGet(() -> FirstByRank.all(traces));
  }

  @Override
  public long bestRank(Ranking ranking) {
    TraceRanges ranges = ranking.ranges();
    if (segment.facts().lastStart() < ranges.firstStart()
        || segment.facts().firstStart() > ranges.lastStart()) {
      return Ranking.LAST;
    }
    return switch (ranking.order()) {
      case NEWEST -> segment.facts().lastStart();
      case OLDEST -> -segment.facts().firstStart();
      case SLOWEST, MOST_SPANS, MOST_ERRORS -> Long.MAX_VALUE;
    };
  }

  // ---- What their spans say

  @Override
  public Map<Integer, Operation> operations() {
    return dictionary.hasOperations() ? dictionary.knownOperations() : read(dictionary::operations);
  }

  @Override
  public Map<Integer, Resource> resources() {
    return dictionary.hasResources() ? dictionary.knownResources() : read(dictionary::resources);
  }

  @Override
  public int keyId(String key) {
    return ask(traces -> traces.terms().keyId(key)).orElse(0);
  }

  @Override
  public Map<Integer, AttributeValue> terms(int keyId, List<String> like) {
    if (keyId == 0) {
      return Map.of();
    }
    Map<Integer, AttributeValue> terms = new HashMap<>();
    ask(traces -> like.isEmpty() ? traces.terms().terms(keyId) : traces.terms().terms(keyId, like))
        .forEach(term -> terms.put(term.id(), AttributesJson.readValue(term.valueJson())));
    return terms;
  }

  @Override
  public BitSet withOperations(BitSet operations) {
    return ask(traces -> traces.ofOperations(list(operations)));
  }

  @Override
  public BitSet fromSource(TraceSource source) {
    return measures().fromSource(source);
  }

  @Override
  public Set<String> servicesOf(BitSet wantedTraces, Predicate<String> wanted) {
    Map<String, BitSet> operations = new HashMap<>();
    operations()
        .forEach((id, operation) -> {
          if (wanted.test(operation.serviceName())) {
            operations.computeIfAbsent(operation.serviceName(), none -> new BitSet()).set(id);
          }
        });
    Set<String> services = new HashSet<>();
    operations.forEach((service, ids) -> {
      if (withOperations(ids).intersects(wantedTraces)) {
        services.add(service);
      }
    });
    return services;
  }

  private SealedMeasures measures() {
    SealedMeasures read = measures.get();
    if (read == null) {
      read = readMeasures();
      measures = new SoftReference<>(read);
    }
    return read;
  }

  private SealedMeasures readMeasures() {
    try {
      return known.of(segment, deadline.left());
    } catch (StorageUnavailableException e) {
      throw DamagedSegmentException.isDamage(e) ? new DamagedSegmentException(segment, e) : e;
    }
  }

  @Override
  public BitSet withResources(BitSet resources) {
    return ask(traces -> traces.ofResources(list(resources)));
  }

  @Override
  public Candidates withTerms(BitSet terms, int[] outside) {
    BitSet sure = terms.isEmpty() ? terms : ask(traces -> traces.ofTerms(list(terms)));
    return new Candidates(sure, sure).or(Candidates.possibly(withOutside(outside)));
  }

  private BitSet withOutside(int[] outside) {
    return ask(traces -> traces.ofOutside(outside));
  }

  @Override
  public BitSet inError() {
    return ask(traces -> traces.ofMagnitudes(Measure.ERRORS, 1, Measure.MAGNITUDES));
  }

  @Override
  public BitSet lastingAtLeast(long nanos) {
    int least = Measure.magnitude(nanos);
    return least == 0
        ? all()
        : ask(traces -> traces.ofMagnitudes(Measure.DURATION, least, Measure.MAGNITUDES));
  }

  @Override
  public Optional<BitSet> withRows(RowTest test, int most) {
    return read(sql -> test.tracesOf(segment.spans(sql), most).map(ids -> numbers(sql, ids)));
  }

  private BitSet numbers(DSLContext sql, Set<TraceId> ids) {
    SealedTraces traces = segment.traces(sql);
    var numbers = new BitSet();
    ids.forEach(id -> traces.number(id).ifPresent(numbers::set));
    return numbers;
  }

  // ---- Their spans

  @Override
  public List<List<Span>> spans(int[] wanted) {
    return read(sql -> segment.spans(sql).spansOf(segment.traces(sql).rowIds(wanted)));
  }

  @Override
  public List<List<SpanOutline>> outlines(int[] wanted) {
    return read(sql -> segment.spans(sql).outlinesOf(segment.traces(sql).rowIds(wanted)));
  }

  @Override
  public long[] rowIds(int trace) {
    return ask(traces -> traces.rowIds(new int[] {trace})[0]);
  }

  @Override
  public List<Span> spansOfRows(long[] rowIds) {
    return read(sql -> segment.spans(sql).spans(rowIds));
  }

  @Override
  public List<SpanOutline> outlinesOfRows(long[] rowIds) {
    return read(sql -> segment.spans(sql).outlines(rowIds));
  }

  <T> T ask(Function<SealedTraces, T> question) {
    return read(sql -> question.apply(segment.traces(sql)));
  }

  private <T> T read(Function<DSLContext, T> question) {
    try {
      return observer.segment(
          "read segment", segment.number(), () -> segment.read(deadline.left(), question));
    } catch (StorageUnavailableException e) {
      throw DamagedSegmentException.isDamage(e) ? new DamagedSegmentException(segment, e) : e;
    }
  }

  private static List<Integer> list(BitSet ids) {
    return ids.stream().boxed().toList();
  }
}
