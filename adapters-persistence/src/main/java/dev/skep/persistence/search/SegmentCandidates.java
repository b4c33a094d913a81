package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpanCondition;
import java.util.HashMap;
import java.util.Map;

/// What the index of one segment says of the conditions of one search; each is asked once.
final class SegmentCandidates implements CandidatePlan<Candidates> {
  private final SpanCandidates ofTraces;
  private final SpanCandidates ofPieces;
  private final Map<SpanCondition, Candidates> traces = new HashMap<>();
  private final Map<SpanCondition, Candidates> pieces = new HashMap<>();

  SegmentCandidates(SearchedSegment segment) {
    ofTraces = new SpanCandidates(segment, true);
    ofPieces = new SpanCandidates(segment, false);
  }

  @Override
  public Candidates oneSpan(SpanCondition condition) {
    return ask(condition, traces, ofTraces);
  }

  /// The pieces of traces that lie in other segments too which may have such a span.
  Candidates pieces(SpanCondition condition) {
    return SpanCandidates.speaksOfRoot(condition)
        ? ask(condition, pieces, ofPieces)
        : oneSpan(condition);
  }

  private static Candidates ask(
      SpanCondition condition, Map<SpanCondition, Candidates> known, SpanCandidates index) {
    Candidates asked = known.get(condition);
    if (asked == null) {
      asked = index.of(condition);
      known.put(condition, asked);
    }
    return asked;
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
