package dev.skep.persistence.search;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.WorkObserver;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.persistence.search.RankedTraces.Ranked;
import dev.skep.persistence.segment.SpreadTraces.Spread;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One search through all segments.
final class Search {
  private static final int LARGEST_BATCH = 256;

  private final List<SearchedSegment> segments;
  private final List<Spread> spread;
  private final TraceQuery query;
  private final Ranking ranking;
  private final Deadline deadline;
  private final Effort effort;
  private final LargeTraces large;
  private final KnownCandidates remembered;
  private final WorkObserver observer;
  private final RankedReading reading;
  private final Map<SearchedSegment, SegmentCandidates> indexes = new HashMap<>();
  private final Set<TraceId> seen = new HashSet<>();
  private boolean scans;
  private Runnable beforeScan = () -> {};
  // Of those that only their spans could tell of.
  private int read;
  private int matched;

  /// @param spread the traces that lie in several segments, as they were after the segments were
  ///   looked at
  /// @param large what is known of large traces, and to be known of further ones
  /// @param remembered what sealed segments said of conditions, and will have said
  Search(
      List<SearchedSegment> segments,
      List<Spread> spread,
      TraceQuery query,
      Deadline deadline,
      Effort effort,
      LargeTraces large,
      KnownCandidates remembered,
      WorkObserver observer) {
    this.segments = segments;
    this.spread = spread;
    this.query = query;
    this.ranking = Ranking.of(query);
    this.deadline = deadline;
    this.effort = effort;
    this.large = large;
    this.remembered = remembered;
    this.observer = observer;
    this.reading = new RankedReading(observer);
  }

  /// One page. Traces that must be read to be judged may be so many that no reader waits for them:
  /// then the page ends before it is full, and says how far it came.
  FoundTraces page() {
    var patience = new Deadline(effort.patience());
    int wanted = query.pageSize() + 1;
    List<TraceSummary> found = new ArrayList<>();
    Merge merge = merge(ranking);
    Optional<PageStart.After> lookedAt = Optional.empty();
    for (int batch = wanted; found.size() < wanted; batch = larger(batch)) {
      if (lookedAt.isPresent()) {
        if (patience.isOver()) {
          return cutShort(found, lookedAt.get());
        }
        if (!scans && readsInVain(wanted - found.size())) {
          scans = true;
          beforeScan = patience::left;
          indexes.clear();
          merge = merge(ranking.from(lookedAt.get()));
        }
      }
      try {
        List<Ranked> next = merge.next(batch);
        if (next.isEmpty()) {
          break;
        }
        found.addAll(summaries(next));
        lookedAt = Optional.of(ranking.place(next.getLast()));
      } catch (StorageUnavailableException e) {
        if (lookedAt.isPresent() && (patience.isOver() || deadline.isOver())) {
          return cutShort(found, lookedAt.get());
        }
        throw e;
      }
    }
    found.sort(query.order().comparator());
    boolean more = found.size() > query.pageSize();
    return new FoundTraces(more ? found.subList(0, query.pageSize()) : found, more);
  }

  /// Whether so few of the traces that were read matched that a page would take many more. By
  /// start, the rows of one segment after the other are gone through; any other order asks all
  /// first.
  private boolean readsInVain(int missing) {
    boolean byStart = query.order() == TraceOrder.NEWEST || query.order() == TraceOrder.OLDEST;
    long scansAhead = byStart ? 1 : segments.size();
    return read >= effort.readBeforeScan()
        && (long) missing * read / Math.max(1, matched) > scansAhead * effort.readInPlaceOfScan();
  }

  private FoundTraces cutShort(List<TraceSummary> found, PageStart.After lookedAt) {
    found.sort(query.order().comparator());
    return new FoundTraces(found, new FoundTraces.Behind.NotLookedAt(lookedAt));
  }

  /// How many traces there are on this and all later pages, but no more than this.
  int count(int most) {
    int count = 0;
    Merge merge = merge(ranking);
    while (count < most) {
      deadline.left();
      List<Ranked> next = merge.next(Math.min(LARGEST_BATCH, most - count));
      if (next.isEmpty()) {
        break;
      }
      next.removeIf(trace -> !seen.add(trace.id()));
      List<Ranked> unsure =
          next.stream().filter(trace -> trace.verdict() == Verdict.PERHAPS).toList();
      count += next.size() - unsure.size() + reading.matching(unsure, query.spans()).size();
    }
    return count;
  }

  private Merge merge(Ranking from) {
    var together = new SpreadRanked(spread, query.spans(), from, segments, this::index);
    List<RankedTraces> sources = new ArrayList<>();
    sources.add(together);
    for (SearchedSegment segment : segments) {
      sources.add(new SegmentTraces(segment, together.in(segment), from));
    }
    return new Merge(sources);
  }

  private SegmentCandidates index(SearchedSegment segment) {
    return indexes.computeIfAbsent(
        segment,
        asked ->
            scans
                ? SegmentCandidates.withRows(asked, remembered, effort, beforeScan)
                : SegmentCandidates.ofIndex(asked, remembered));
  }

  /// Of those that meet all conditions.
  private List<TraceSummary> summaries(List<Ranked> traces) {
    List<TraceSummary> summaries = new ArrayList<>();
    List<Ranked> sure = new ArrayList<>();
    List<Ranked> unsure = new ArrayList<>();
    for (Ranked trace : traces) {
      if (!seen.add(trace.id())) {
        continue;
      }
      if (trace.verdict() == Verdict.YES) {
        large.find(trace).ifPresentOrElse(summaries::add, () -> sure.add(trace));
      } else {
        unsure.add(trace);
      }
    }
    List<Trace> matching = reading.matching(unsure, query.spans());
    read += unsure.size();
    matched += matching.size();
    matching.forEach(trace -> summaries.add(trace.summary()));
    reading
        .read(sure, SearchedSegment::outlines)
        .forEach((trace, outlines) -> {
          var summary = TraceSummary.of(trace.id(), outlines);
          large.add(summary);
          summaries.add(summary);
        });
    // What the index says of a trace to which spans are just being added is a moment ahead.
    summaries.removeIf(trace ->
        !query.traceFilters().stream().allMatch(filter -> filter.matches(trace))
            || !query.pageStart().precedes(trace, query.order()));
    return summaries;
  }

  private static int larger(int batch) {
    return Math.max(batch, Math.min(batch * 2, LARGEST_BATCH));
  }

  /// The traces of one segment; its index is asked when the first of them may be the next.
  private final class SegmentTraces implements RankedTraces {
    private final SearchedSegment segment;
    private final BitSet without;
    private final Ranking ranking;
    private final long best;
    private RankedTraces traces = this;

    SegmentTraces(SearchedSegment segment, BitSet without, Ranking ranking) {
      this.segment = segment;
      this.without = without;
      this.ranking = ranking;
      this.best = Math.min(segment.bestRank(ranking), ranking.greatest());
    }

    @Override
    public long bound() {
      return traces == this ? best : traces.bound();
    }

    @Override
    public List<Ranked> next() {
      return observer.segment("read segment", segment.number(), this::nextTraces);
    }

    private List<Ranked> nextTraces() {
      if (traces == this) {
        deadline.left();
        Candidates candidates = index(segment).of(query.spans());
        BitSet possible = (BitSet) candidates.possible().clone();
        possible.andNot(without);
        traces = segment.ranked(new Candidates(candidates.sure(), possible), ranking);
        return List.of();
      }
      return traces.next();
    }
  }
}
