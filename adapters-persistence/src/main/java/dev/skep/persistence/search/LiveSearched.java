package dev.skep.persistence.search;

import dev.skep.application.port.WorkObserver;
import dev.skep.domain.search.overview.OverviewCounts;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.live.LiveTraces;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.sealed.TraceColumns;
import dev.skep.persistence.segment.LiveSegment;
import dev.skep.persistence.segment.TraceMeasures;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DSLContext;

/// A segment that is not sealed, with its index in memory.
final class LiveSearched implements SearchedSegment {
  private final LiveSegment segment;
  private final LiveIndex index;
  private final LiveTraces traces;
  private final Dictionary dictionary;
  private final Deadline deadline;
  private final WorkObserver observer;
  private final BitSet all;
  private final Map<TraceSource, BitSet> bySource = new EnumMap<>(TraceSource.class);

  LiveSearched(
      LiveSegment segment, Dictionary dictionary, Deadline deadline, WorkObserver observer) {
    this.observer = observer;
    this.segment = segment;
    this.dictionary = dictionary;
    this.deadline = deadline;
    index = segment.index();
    traces = index.snapshot();
    all = new BitSet(traces.traceCount());
    all.set(0, traces.traceCount());
  }

  @Override
  public long number() {
    return segment.number();
  }

  @Override
  public boolean isSealed() {
    return false;
  }

  // ---- Which traces there are

  @Override
  public BitSet all() {
    return all;
  }

  @Override
  public int find(TraceId id) {
    int trace = index.find(id);
    return trace != LiveIndex.NONE && trace < traces.traceCount() && traces.spanCount(trace) > 0
        ? trace
        : NONE;
  }

  @Override
  public TraceMeasures measures(int trace) {
    return new TraceMeasures(
        traces.start(trace),
        traces.lastMoment(trace),
        traces.spanCount(trace),
        traces.errorCount(trace));
  }

  @Override
  public Optional<BitSet> addAll(OverviewCounts counts, TimeColumns columns, TraceRanges ranges) {
    return Optional.empty();
  }

  @Override
  public void forEach(BitSet wanted, TraceColumns.Visitor visitor) {
    int count = traces.traceCount();
    for (int trace = wanted.nextSetBit(0);
        trace >= 0 && trace < count;
        trace = wanted.nextSetBit(trace + 1)) {
      TraceMeasures measures = measures(trace);
      if (measures.spanCount() > 0) {
        visitor.trace(
            trace,
            measures.start(),
            measures.duration(),
            measures.spanCount(),
            measures.errorCount());
      }
    }
  }

  @Override
  public RankedTraces ranked(Candidates candidates, Ranking ranking) {
    return new Ordered(candidates, ranking);
  }

  @Override
  public long bestRank(Ranking ranking) {
    return Long.MAX_VALUE;
  }

  // ---- What their spans say

  @Override
  public Map<Integer, Operation> operations() {
    return read(dictionary::operations);
  }

  @Override
  public Map<Integer, Resource> resources() {
    return read(dictionary::resources);
  }

  @Override
  public int keyId(String key) {
    return read(sql -> dictionary.keyId(sql, key));
  }

  @Override
  public Map<Integer, AttributeValue> terms(int keyId, List<String> like) {
    if (keyId == 0) {
      return Map.of();
    }
    return read(
        sql -> like.isEmpty() ? dictionary.terms(sql, keyId) : dictionary.terms(sql, keyId, like));
  }

  @Override
  public BitSet withOperations(BitSet operations) {
    return traces.withOperations(operations);
  }

  @Override
  public BitSet fromSource(TraceSource source) {
    BitSet known = bySource.get(source);
    if (known == null) {
      var operations = new BitSet();
      operations().forEach((id, operation) -> operations.set(id, operation.source() == source));
      known = operations.isEmpty() ? operations : traces.withOperations(operations);
      bySource.put(source, known);
    }
    return known;
  }

  @Override
  public Set<String> servicesOf(BitSet wantedTraces, Predicate<String> wanted) {
    BitSet seen = traces.operationsOf(wantedTraces);
    Set<String> services = new HashSet<>();
    operations()
        .forEach((id, operation) -> {
          if (seen.get(id) && wanted.test(operation.serviceName())) {
            services.add(operation.serviceName());
          }
        });
    return services;
  }

  @Override
  public BitSet withResources(BitSet resources) {
    return traces.withResources(resources);
  }

  @Override
  public Candidates withTerms(BitSet terms, int[] outside) {
    var sure = new BitSet(traces.traceCount());
    var possible = new BitSet(traces.traceCount());
    traces.withTerms(terms, outside, sure, possible);
    return new Candidates(sure, possible);
  }

  @Override
  public BitSet inError() {
    var found = new BitSet(traces.traceCount());
    for (int trace = 0; trace < traces.traceCount(); trace++) {
      found.set(trace, traces.errorCount(trace) > 0);
    }
    return found;
  }

  @Override
  public BitSet lastingAtLeast(long nanos) {
    var found = new BitSet(traces.traceCount());
    for (int trace = 0; trace < traces.traceCount(); trace++) {
      found.set(trace, traces.lastMoment(trace) - traces.start(trace) >= nanos);
    }
    return found;
  }

  @Override
  public Optional<BitSet> withRows(RowTest test, int most) {
    return read(sql -> test.tracesOf(segment.spans(sql), most).map(this::numbers));
  }

  private BitSet numbers(Set<TraceId> ids) {
    var numbers = new BitSet();
    for (TraceId id : ids) {
      int trace = find(id);
      if (trace != NONE) {
        numbers.set(trace);
      }
    }
    return numbers;
  }

  // ---- Their spans

  @Override
  public List<List<Span>> spans(int[] wanted) {
    long[][] rows = index.rowIds(wanted);
    return read(sql -> segment.spans(sql).spansOf(rows));
  }

  @Override
  public List<List<SpanOutline>> outlines(int[] wanted) {
    long[][] rows = index.rowIds(wanted);
    return read(sql -> segment.spans(sql).outlinesOf(rows));
  }

  @Override
  public long[] rowIds(int trace) {
    return index.rowIds(new int[] {trace})[0];
  }

  @Override
  public List<Span> spansOfRows(long[] rowIds) {
    return read(sql -> segment.spans(sql).spans(rowIds));
  }

  @Override
  public List<SpanOutline> outlinesOfRows(long[] rowIds) {
    return read(sql -> segment.spans(sql).outlines(rowIds));
  }

  private <T> T read(Function<DSLContext, T> question) {
    return observer.segment(
        "read segment", segment.number(), () -> segment.read(deadline.left(), question));
  }

  /// All that are taken, the first of them first.
  private final class Ordered implements RankedTraces {
    private static final int BLOCK = 64;

    private final Candidates candidates;
    private final RankHeap heap =
        new RankHeap((one, other) -> traces.traceId(one).compareTo(traces.traceId(other)));

    Ordered(Candidates candidates, Ranking ranking) {
      this.candidates = candidates;
      BitSet possible = candidates.possible();
      for (int trace = possible.nextSetBit(0); trace >= 0; trace = possible.nextSetBit(trace + 1)) {
        TraceMeasures measures = measures(trace);
        // One that was erased has no span.
        if (measures.spanCount() > 0 && ranking.ranges().contain(measures)) {
          long rank = ranking.rank(measures);
          if (rank < ranking.greatest()
              || (rank == ranking.greatest() && ranking.isOnPage(rank, traces.traceId(trace)))) {
            heap.add(trace, rank);
          }
        }
      }
      heap.heapify();
    }

    @Override
    public long bound() {
      return heap.isEmpty() ? Ranking.LAST : heap.firstRank();
    }

    @Override
    public List<Ranked> next() {
      List<Ranked> block = new ArrayList<>(BLOCK);
      while (block.size() < BLOCK && !heap.isEmpty()) {
        int trace = heap.firstTrace();
        block.add(
            new Ranked(
                heap.firstRank(),
                traces.traceId(trace),
                candidates.sure().get(trace) ? Verdict.YES : Verdict.PERHAPS,
                List.of(new Piece(LiveSearched.this, trace))));
        heap.removeFirst();
      }
      return block;
    }
  }
}
