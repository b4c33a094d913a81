package dev.skep.persistence.search;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.WorkObserver;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.overview.Coverage;
import dev.skep.domain.search.overview.OverviewCounts;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.search.RankedTraces.Piece;
import dev.skep.persistence.search.RankedTraces.Ranked;
import dev.skep.persistence.search.SpreadRanked.Judged;
import dev.skep.persistence.segment.SpreadTraces.Spread;
import dev.skep.persistence.segment.TraceMeasures;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts all traces that a query finds, segment by segment, the newest first, until all are
/// counted or time is up.
///
/// What the indexes are sure of is counted from measures in memory; the spans of other traces are
/// read and the domain asked.
final class Survey {
  private static final int BATCH = 64;

  private final List<SearchedSegment> newestFirst;
  private final TraceQuery query;
  private final Ranking ranking;
  private final Deadline deadline;
  private final RankedReading reading;
  private final KnownCandidates remembered;
  private final TimeColumns columns;
  private final OverviewCounts counts;
  private final SpreadRanked together;
  private final Map<SearchedSegment, SegmentCandidates> indexes = new HashMap<>();
  private final Map<SearchedSegment, BitSet> countedPieces = new HashMap<>();
  // Everything that starts later is counted.
  private long countedAfter = Long.MAX_VALUE;

  /// @param spread the traces that lie in several segments, as they were after the segments were
  ///   looked at
  Survey(
      List<SearchedSegment> segments,
      List<Spread> spread,
      TraceQuery query,
      TimeColumns columns,
      Deadline deadline,
      KnownCandidates candidates,
      WorkObserver observer) {
    this.query = query;
    this.remembered = candidates;
    this.columns = columns;
    this.deadline = deadline;
    reading = new RankedReading(observer);
    ranking = new Ranking(TraceOrder.NEWEST, PageStart.first(), Ranking.of(query).ranges());
    counts = new OverviewCounts(columns);
    newestFirst =
        segments.stream()
            .filter(segment -> segment.bestRank(ranking) != Ranking.LAST)
            .sorted(
                Comparator.comparingLong((SearchedSegment segment) -> segment.bestRank(ranking))
                    .reversed())
            .toList();
    together = new SpreadRanked(spread, query.spans(), ranking, segments, this::index);
  }

  TraceOverview overview() {
    try {
      for (int i = 0; i < newestFirst.size(); i++) {
        SearchedSegment segment = newestFirst.get(i);
        countSpreadFrom(segment.bestRank(ranking));
        countedAfter = segment.bestRank(ranking);
        long next =
            i + 1 < newestFirst.size() ? newestFirst.get(i + 1).bestRank(ranking) : Ranking.LAST;
        count(segment, next);
      }
      countSpreadFrom(Ranking.LAST + 1);
      noteServicesOfPieces();
      return counts.overview(new Coverage.All());
    } catch (StorageUnavailableException e) {
      if (!deadline.isOver()) {
        throw e;
      }
      return counts.overview(
          countedAfter == Long.MAX_VALUE
              ? new Coverage.Unknown()
              : new Coverage.Since(UnixNano.toInstant(countedAfter + 1)));
    }
  }

  private SegmentCandidates index(SearchedSegment segment) {
    return indexes.computeIfAbsent(segment, asked -> SegmentCandidates.ofIndex(asked, remembered));
  }

  // ---- Traces of one segment

  /// Counts the traces that lie in one segment alone.
  ///
  /// @param next the latest start in those segments that come later
  private void count(SearchedSegment segment, long next) {
    deadline.left();
    // Asked first: whatever takes too long leaves nothing of the segment half counted.
    Map<TraceSource, BitSet> bySource = new EnumMap<>(TraceSource.class);
    for (TraceSource source : TraceSource.values()) {
      bySource.put(source, segment.fromSource(source));
    }
    BitSet without = together.in(segment);
    if (query.spans().equals(SpansetCondition.all())) {
      Optional<BitSet> all = segment.addAll(counts, columns, ranking.ranges());
      if (all.isPresent()) {
        takeBack(together.measuresIn(segment));
        BitSet counted = (BitSet) all.get().clone();
        counted.andNot(without);
        addSourcesAndServices(segment, bySource, counted);
        return;
      }
    }
    Candidates candidates = index(segment).of(query.spans());
    var counted = new BitSet();
    List<Unsure> unsure = new ArrayList<>();
    BitSet possible = (BitSet) candidates.possible().clone();
    possible.andNot(without);
    segment.forEach(
        possible,
        (number, start, duration, spanCount, errorCount) -> {
          if (ranking.ranges().contain(start, duration, errorCount)) {
            if (candidates.sure().get(number)) {
              counts.add(start, duration, spanCount, errorCount);
              counted.set(number);
            } else {
              unsure.add(new Unsure(number, start));
            }
          }
        });
    addSourcesAndServices(segment, bySource, counted);
    countMatching(segment, unsure, next);
  }

  /// Pieces of traces that lie in other segments too are counted with these.
  private void takeBack(List<TraceMeasures> pieces) {
    for (TraceMeasures piece : pieces) {
      counts.add(
          piece.start(), piece.duration(), -piece.spanCount(), -1, piece.errorCount() > 0 ? -1 : 0);
    }
  }

  private void addSourcesAndServices(
      SearchedSegment segment, Map<TraceSource, BitSet> bySource, BitSet counted) {
    if (!counted.isEmpty()) {
      bySource.forEach((source, traces) -> counts.addTraces(source, common(traces, counted)));
      noteServices(segment, counted);
    }
  }

  private void countMatching(SearchedSegment segment, List<Unsure> unsure, long next) {
    unsure.sort(Comparator.comparingLong(Unsure::start).reversed());
    for (int from = 0; from < unsure.size(); from += BATCH) {
      countedAfter = Math.max(unsure.get(from).start(), Math.max(next, together.bound()));
      int[] numbers =
          unsure.subList(from, Math.min(from + BATCH, unsure.size())).stream()
              .mapToInt(Unsure::number)
              .sorted()
              .toArray();
      for (List<Span> spans : segment.spans(numbers)) {
        // One that was just erased has none.
        if (!spans.isEmpty()) {
          var trace = new Trace(spans.getFirst().traceId(), spans);
          if (query.spans().matches(trace)) {
            counts.add(trace.summary());
          }
        }
      }
    }
  }

  private void noteServices(SearchedSegment segment, BitSet traces) {
    segment.servicesOf(traces, service -> !counts.hasService(service)).forEach(counts::addService);
  }

  private static int common(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both.cardinality();
  }

  // ---- Traces of several segments

  /// Counts those that start at this position or later.
  private void countSpreadFrom(long start) {
    List<Ranked> unsure = new ArrayList<>();
    while (together.bound() >= start) {
      deadline.left();
      Judged next = together.nextJudged();
      switch (next.ranked().verdict()) {
        case NO -> {}
        case PERHAPS -> unsure.add(next.ranked());
        case YES -> count(next);
      }
      if (unsure.size() == BATCH || together.bound() < start) {
        reading.matching(unsure, query.spans()).forEach(trace -> counts.add(trace.summary()));
        unsure.clear();
      }
    }
  }

  private void count(Judged trace) {
    counts.add(
        trace.measures().start(),
        trace.measures().duration(),
        trace.measures().spanCount(),
        trace.measures().errorCount());
    List<Piece> pieces = trace.ranked().pieces();
    for (TraceSource source : TraceSource.values()) {
      boolean from =
          pieces.stream().anyMatch(piece -> piece.segment().fromSource(source).get(piece.trace()));
      counts.addTraces(source, from ? 1 : 0);
    }
    for (Piece piece : pieces) {
      countedPieces.computeIfAbsent(piece.segment(), none -> new BitSet()).set(piece.trace());
    }
  }

  private void noteServicesOfPieces() {
    countedPieces.forEach(this::noteServices);
  }

  /// A trace of which only its spans can tell whether it is found.
  private record Unsure(int number, long start) {}
}
