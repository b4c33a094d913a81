package dev.skep.persistence.search;

import dev.skep.domain.trace.TraceId;
import java.util.Comparator;
import java.util.List;

/// Traces in the order of a search, block by block, found out only as far as they are asked for.
interface RankedTraces {
  /// The greatest rank that a trace of the next block may have; [Ranking#LAST] at the end.
  long bound();

  /// The next block, in order: all traces that come later stand behind these. May be empty.
  List<Ranked> next();

  /// A trace that is taken, if its spans meet the conditions.
  ///
  /// @param rank turned as [Ranking#rank] does
  /// @param verdict what is known of it; never no
  record Ranked(long rank, TraceId id, Verdict verdict, List<Piece> pieces) {
    static final Comparator<Ranked> ORDER =
        Comparator.comparingLong(Ranked::rank).reversed().thenComparing(Ranked::id);

    /// The number of that piece which lies in this segment.
    int in(SearchedSegment segment) {
      for (Piece piece : pieces) {
        if (piece.segment.number() == segment.number()) {
          return piece.trace;
        }
      }
      return SearchedSegment.NONE;
    }
  }

  /// That part of a trace which lies in one segment.
  record Piece(SearchedSegment segment, int trace) {}
}
