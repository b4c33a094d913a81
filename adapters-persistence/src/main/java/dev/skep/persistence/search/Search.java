package dev.skep.persistence.search;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.WorkObserver;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceQuery;
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
  private final LargeTraces large;
  private final WorkObserver observer;
  private final RankedReading reading;
  private final Map<SearchedSegment, SegmentCandidates> indexes = new HashMap<>();
  private final Set<TraceId> seen = new HashSet<>();

  /// @param spread the traces that lie in several segments, as they were after the segments were
  ///   looked at
  /// @param large what is known of large traces, and to be known of further ones
  Search(
      List<SearchedSegment> segments,
      List<Spread> spread,
      TraceQuery query,
      Deadline deadline,
      LargeTraces large,
      WorkObserver observer) {
    this.segments = segments;
    this.spread = spread;
    this.query = query;
    this.ranking = Ranking.of(query);
    this.deadline = deadline;
    this.large = large;
    this.observer = observer;
    this.reading = new RankedReading(observer);
  }

  /// One page. Traces that must be read to be judged may be so many that no reader waits for them:
  /// then the page ends before it is full, and says how far it came.
  ///
  /// @param patience after this, what was found is the page; but some traces are always looked at
  FoundTraces page(Deadline patience) {
    int wanted = query.pageSize() + 1;
    List<TraceSummary> found = new ArrayList<>();
    Merge merge = merge();
    Optional<PageStart.After> lookedAt = Optional.empty();
    for (int batch = wanted; found.size() < wanted; batch = larger(batch)) {
      if (lookedAt.isPresent() && patience.isOver()) {
        return cutShort(found, lookedAt.get());
      }
      try {
        List<Ranked> next = merge.next(batch);
        if (next.isEmpty()) {
          break;
        }
        found.addAll(summaries(next));
        lookedAt = Optional.of(ranking.place(next.getLast()));
      } catch (StorageUnavailableException e) {
        if (lookedAt.isPresent() && deadline.isOver()) {
          return cutShort(found, lookedAt.get());
        }
        throw e;
      }
    }
    found.sort(query.order().comparator());
    boolean more = found.size() > query.pageSize();
    return new FoundTraces(more ? found.subList(0, query.pageSize()) : found, more);
  }

  private FoundTraces cutShort(List<TraceSummary> found, PageStart.After lookedAt) {
    found.sort(query.order().comparator());
    return new FoundTraces(found, new FoundTraces.Behind.NotLookedAt(lookedAt));
  }

  /// How many traces there are on this and all later pages, but no more than this.
  int count(int most) {
    int count = 0;
    Merge merge = merge();
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

  private Merge merge() {
    var together = new SpreadRanked(spread, query.spans(), ranking, segments, this::index);
    List<RankedTraces> sources = new ArrayList<>();
    sources.add(together);
    for (SearchedSegment segment : segments) {
      sources.add(new SegmentTraces(segment, together.in(segment)));
    }
    return new Merge(sources);
  }

  private SegmentCandidates index(SearchedSegment segment) {
    return indexes.computeIfAbsent(segment, SegmentCandidates::new);
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
    reading.matching(unsure, query.spans()).forEach(trace -> summaries.add(trace.summary()));
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
    private final long best;
    private RankedTraces traces = this;

    SegmentTraces(SearchedSegment segment, BitSet without) {
      this.segment = segment;
      this.without = without;
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
