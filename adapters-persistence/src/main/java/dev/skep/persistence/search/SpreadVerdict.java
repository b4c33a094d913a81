package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.persistence.search.RankedTraces.Piece;
import java.util.List;
import java.util.function.Function;

/// What the indexes of several segments say of one trace that lies in all of them. A span lies in
/// one piece, so a condition on one span is asked of each piece; what joins them is asked of all.
record SpreadVerdict(List<Piece> pieces, Function<SearchedSegment, SegmentCandidates> indexes)
    implements CandidatePlan<Verdict> {
  @Override
  public Verdict oneSpan(SpanCondition condition) {
    Verdict verdict = Verdict.NO;
    for (Piece piece : pieces) {
      Candidates candidates = indexes.apply(piece.segment()).pieces(condition);
      if (candidates.sure().get(piece.trace())) {
        return Verdict.YES;
      }
      if (candidates.possible().get(piece.trace())) {
        verdict = Verdict.PERHAPS;
      }
    }
    return verdict;
  }

  @Override
  public Verdict and(Verdict one, Verdict other) {
    return one.and(other);
  }

  @Override
  public Verdict or(Verdict one, Verdict other) {
    return one.or(other);
  }

  @Override
  public Verdict unsure(Verdict verdict) {
    return verdict.and(Verdict.PERHAPS);
  }
}
