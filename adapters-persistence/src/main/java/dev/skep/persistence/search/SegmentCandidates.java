package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpanCondition;
import java.util.HashMap;
import java.util.Map;

/// What the index of one segment says of the conditions of one search; each is asked once.
final class SegmentCandidates implements CandidatePlan<Candidates> {
  private final SpanCandidates index;
  private final Map<SpanCondition, Candidates> known = new HashMap<>();

  SegmentCandidates(SearchedSegment segment) {
    index = new SpanCandidates(segment);
  }

  @Override
  public Candidates oneSpan(SpanCondition condition) {
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
