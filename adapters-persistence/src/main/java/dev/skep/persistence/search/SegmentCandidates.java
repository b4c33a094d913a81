package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.persistence.search.KnownCandidates.Known;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What one segment says of the conditions of one search; each is asked once. First its index; of
/// traces that this is unsure of, when there are many, the rows of their spans.
final class SegmentCandidates implements CandidatePlan<Candidates> {
  private final SearchedSegment segment;
  private final KnownCandidates remembered;
  private final Runnable beforeScan;
  private final boolean scans;
  private final Effort effort;
  private final SpanCandidates ofTraces;
  private final SpanCandidates ofPieces;
  private final Map<SpanCondition, Candidates> traces = new HashMap<>();
  private final Map<SpanCondition, Candidates> pieces = new HashMap<>();

  private SegmentCandidates(
      SearchedSegment segment,
      KnownCandidates remembered,
      boolean scans,
      Effort effort,
      Runnable beforeScan) {
    this.segment = segment;
    this.remembered = remembered;
    this.scans = scans;
    this.effort = effort;
    this.beforeScan = beforeScan;
    ofTraces = new SpanCandidates(segment, true);
    ofPieces = new SpanCandidates(segment, false);
  }

  /// Asks only the index, and what earlier searches learned.
  static SegmentCandidates ofIndex(SearchedSegment segment, KnownCandidates remembered) {
    return new SegmentCandidates(segment, remembered, false, Effort.USUAL, () -> {});
  }

  /// Also goes through the rows of all spans where that may leave few traces to be read.
  ///
  /// @param before is run before each time; what it throws keeps it from that
  static SegmentCandidates withRows(
      SearchedSegment segment, KnownCandidates remembered, Effort effort, Runnable before) {
    return new SegmentCandidates(segment, remembered, true, effort, before);
  }

  @Override
  public Candidates oneSpan(SpanCondition condition) {
    Candidates asked = traces.get(condition);
    if (asked == null) {
      asked = segment.isSealed() ? remembered(condition) : asked(condition).candidates();
      traces.put(condition, asked);
    }
    return asked;
  }

  /// The pieces of traces that lie in other segments too which may have such a span.
  Candidates pieces(SpanCondition condition) {
    return SpanCandidates.speaksOfRoot(condition)
        ? pieces.computeIfAbsent(condition, ofPieces::of)
        : oneSpan(condition);
  }

  private Candidates remembered(SpanCondition condition) {
    Optional<Known> known = remembered.find(segment.number(), condition);
    if (known.isPresent() && (known.get().scanned() || !scans)) {
      return known.get().candidates();
    }
    Known asked =
        known.isPresent() ? scanned(condition, known.get().candidates()) : asked(condition);
    Known compact = new Known(asked.candidates().compact(), asked.scanned());
    remembered.put(segment.number(), condition, compact);
    return compact.candidates();
  }

  private Known asked(SpanCondition condition) {
    Candidates candidates = ofTraces.of(condition);
    return scans ? scanned(condition, candidates) : new Known(candidates, false);
  }

  private Known scanned(SpanCondition condition, Candidates candidates) {
    int unsure = candidates.possible().cardinality() - candidates.sure().cardinality();
    RowTest test =
        unsure > effort.fewUnsure() ? new RowTests(segment).of(condition) : new RowTest.Any();
    if (!test.tells()) {
      return new Known(candidates, true);
    }
    if (test instanceof RowTest.Never) {
      return new Known(candidates.onlyOf(new BitSet()), true);
    }
    beforeScan.run();
    return new Known(
        segment.withRows(test, effort.mostPassing()).map(candidates::onlyOf).orElse(candidates),
        true);
  }

  @Override
  public Candidates and(Candidates one, Candidates other) {
    return one.and(other);
  }

  @Override
  public Candidates or(Candidates one, Candidates other) {
    return one.or(other);
  }

  @Override
  public Candidates unsure(Candidates candidates) {
    return candidates.unsure();
  }
}
