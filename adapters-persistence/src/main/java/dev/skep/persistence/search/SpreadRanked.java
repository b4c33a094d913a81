package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.segment.SpreadTraces.Spread;
import dev.skep.persistence.segment.TraceMeasures;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The traces that lie in several segments, in the order of a search.
final class SpreadRanked implements RankedTraces {
  private static final int BLOCK = 16;

  private final SpansetCondition spans;
  private final Ranking ranking;
  private final Map<Long, SearchedSegment> segments;
  private final Function<SearchedSegment, SegmentCandidates> indexes;
  private final List<Whole> traces = new ArrayList<>();
  private final RankHeap heap =
      new RankHeap((one, other) -> traces.get(one).id.compareTo(traces.get(other).id));
  private final Map<SearchedSegment, BitSet> places = new HashMap<>();
  private final Map<SearchedSegment, List<TraceMeasures>> measuresIn = new HashMap<>();

  SpreadRanked(
      List<Spread> spread,
      SpansetCondition spans,
      Ranking ranking,
      List<SearchedSegment> segments,
      Function<SearchedSegment, SegmentCandidates> indexes) {
    this.spans = spans;
    this.ranking = ranking;
    this.segments = segments.stream().collect(Collectors.toMap(SearchedSegment::number, s -> s));
    this.indexes = indexes;
    spread.forEach(this::add);
    heap.heapify();
  }

  /// The traces of a segment that are among these, and not to be looked at in the segment alone.
  BitSet in(SearchedSegment segment) {
    return places.getOrDefault(segment, new BitSet());
  }

  /// What the pieces in a segment come to, each by itself.
  List<TraceMeasures> measuresIn(SearchedSegment segment) {
    return measuresIn.getOrDefault(segment, List.of());
  }

  @Override
  public long bound() {
    return heap.isEmpty() ? Ranking.LAST : heap.firstRank();
  }

  @Override
  public List<Ranked> next() {
    List<Ranked> block = new ArrayList<>();
    for (int i = 0; i < BLOCK && !heap.isEmpty(); i++) {
      Judged next = nextJudged();
      if (next.ranked.verdict() != Verdict.NO) {
        block.add(next.ranked);
      }
    }
    return block;
  }

  /// The next trace, whatever is known of it. There must be one.
  Judged nextJudged() {
    Whole trace = traces.get(heap.firstTrace());
    Verdict verdict = new SpreadVerdict(trace.pieces, indexes).of(spans);
    var judged =
        new Judged(new Ranked(heap.firstRank(), trace.id, verdict, trace.pieces), trace.measures);
    heap.removeFirst();
    return judged;
  }

  private void add(Spread spread) {
    List<Piece> pieces = new ArrayList<>();
    Optional<TraceMeasures> whole = Optional.empty();
    for (var known : spread.pieces()) {
      SearchedSegment segment = segments.get(known.segment());
      if (segment == null) {
        continue;
      }
      int trace =
          known.sealed().isPresent() && segment.isSealed()
              ? known.sealed().get().trace()
              : segment.find(spread.id());
      if (trace == SearchedSegment.NONE) {
        continue;
      }
      TraceMeasures measures =
          known.sealed().isPresent() ? known.sealed().get().measures() : segment.measures(trace);
      pieces.add(new Piece(segment, trace));
      places.computeIfAbsent(segment, none -> new BitSet()).set(trace);
      measuresIn.computeIfAbsent(segment, none -> new ArrayList<>()).add(measures);
      whole = Optional.of(whole.map(measures::and).orElse(measures));
    }
    if (whole.isPresent() && ranking.takes(whole.get(), spread.id())) {
      heap.add(traces.size(), ranking.rank(whole.get()));
      traces.add(new Whole(spread.id(), pieces, whole.get()));
    }
  }

  /// A trace with the measures of all its pieces.
  record Judged(Ranked ranked, TraceMeasures measures) {}

  private record Whole(TraceId id, List<Piece> pieces, TraceMeasures measures) {}
}
