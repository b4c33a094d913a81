package dev.skep.persistence.search;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.search.RankedTraces.Piece;
import dev.skep.persistence.segment.TraceMeasures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One trace in all segments that hold a part of it, the oldest first: the order of arrival decides
/// where nothing else does.
record PiecesOfTrace(List<Piece> pieces) {
  /// @param segments the newest first
  static PiecesOfTrace of(List<SearchedSegment> segments, TraceId id) {
    List<Piece> pieces = new ArrayList<>();
    for (SearchedSegment segment : segments.reversed()) {
      int trace = segment.find(id);
      if (trace != SearchedSegment.NONE) {
        pieces.add(new Piece(segment, trace));
      }
    }
    return new PiecesOfTrace(pieces);
  }

  Optional<TraceExtent> extent() {
    return pieces.stream()
        .map(piece -> piece.segment().measures(piece.trace()))
        .reduce(TraceMeasures::and)
        .map(all ->
            new TraceExtent(all.spanCount(), all.errorCount(), all.start(), all.lastMoment()));
  }

  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (Piece piece : pieces) {
      spans.addAll(piece.segment().spansOfRows(piece.segment().rowIds(piece.trace())));
    }
    return spans;
  }

  List<SpanOutline> outlines() {
    List<SpanOutline> outlines = new ArrayList<>();
    for (Piece piece : pieces) {
      outlines.addAll(piece.segment().outlinesOfRows(piece.segment().rowIds(piece.trace())));
    }
    return outlines;
  }

  /// The spans with these places among all, counted from 0 in the order of arrival; in that order.
  List<Span> spans(int[] places) {
    int[] wanted = IntStream.of(places).sorted().distinct().toArray();
    List<Span> spans = new ArrayList<>();
    int first = 0;
    for (Piece piece : pieces) {
      long[] rows = piece.segment().rowIds(piece.trace());
      int from = first;
      int to = first + rows.length;
      long[] ofPiece =
          Arrays.stream(wanted)
              .filter(place -> place >= from && place < to)
              .mapToLong(place -> rows[place - from])
              .toArray();
      if (ofPiece.length > 0) {
        spans.addAll(piece.segment().spansOfRows(ofPiece));
      }
      first = to;
    }
    return spans;
  }
}
