package dev.skep.persistence.search;

import dev.skep.domain.search.TraceOrder;
import dev.skep.persistence.sealed.Measure;
import dev.skep.persistence.sealed.SegmentFacts;
import java.util.BitSet;

/// Which traces of a sealed segment can lie within the ranges of a search, as far as that shows
/// without reading them.
final class SealedRanges {
  private final SealedSearched segment;
  private final SegmentFacts facts;

  SealedRanges(SealedSearched segment, SegmentFacts facts) {
    this.segment = segment;
    this.facts = facts;
  }

  /// Leaves out what the lists by magnitude, and the order by start, already show not to be taken.
  BitSet within(BitSet possible, Ranking ranking) {
    TraceRanges ranges = ranking.ranges();
    BitSet within = (BitSet) possible.clone();
    long firstStart = ranges.firstStart();
    long lastStart = ranges.lastStart();
    if (ranking.order() == TraceOrder.NEWEST) {
      lastStart = Math.min(lastStart, ranking.greatest());
    } else if (ranking.order() == TraceOrder.OLDEST && ranking.greatest() < 0) {
      firstStart = Math.max(firstStart, -ranking.greatest());
    }
    if (within.isEmpty()) {
      return within;
    }
    if (firstStart > facts.firstStart()) {
      long from = firstStart;
      within.clear(0, segment.ask(traces -> traces.firstFrom(from)));
    }
    if (lastStart < facts.lastStart()) {
      long to = lastStart + 1;
      within.clear(
          segment.ask(traces -> traces.firstFrom(to)),
          Math.max(within.length(), segment.all().length()));
    }
    keep(within, Measure.DURATION, ranges.leastDuration(), ranges.mostDuration());
    keep(within, Measure.ERRORS, ranges.leastErrors(), ranges.mostErrors());
    return within;
  }

  private void keep(BitSet traces, Measure measure, long least, long most) {
    int first = Measure.magnitude(least);
    int last = Measure.magnitude(most);
    if (traces.isEmpty()) {
      return;
    }
    if (first > 0 || last < magnitudeOfMost(measure)) {
      traces.and(segment.ask(index -> index.ofMagnitudes(measure, first, last)));
    }
  }

  private static int magnitudeOfMost(Measure measure) {
    return Measure.magnitude(measure == Measure.DURATION ? Long.MAX_VALUE : Integer.MAX_VALUE);
  }
}
