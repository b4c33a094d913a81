package dev.skep.persistence.segment;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.segment.SpreadTraces.Piece;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What older segments have of one trace.
final class EarlierTrace {
  /// One of which they have nothing.
  static final EarlierTrace NOTHING = new EarlierTrace(TraceId.of(0, 1));

  private final TraceId id;
  private List<Piece> pieces = List.of();
  private boolean noted;
  private @Nullable Set<Span> stored;

  EarlierTrace(TraceId id) {
    this.id = id;
  }

  TraceId id() {
    return id;
  }

  List<Piece> pieces() {
    return pieces;
  }

  void found(List<Piece> inOlderSegments) {
    pieces = inOlderSegments;
  }

  /// As [#found], for a trace that was noted as spread before.
  void noted(List<Piece> inOlderSegments) {
    pieces = inOlderSegments;
    noted = true;
  }

  /// Whether it is now to be noted as spread: once.
  boolean note() {
    boolean isFirst = !noted;
    noted = true;
    return isFirst;
  }

  /// The stored spans that share their ids with one of these.
  Set<Span> stored(List<Span> spans, List<Segment> older) {
    if (stored == null) {
      Set<SpanId> ids = new HashSet<>();
      for (Span span : spans) {
        if (span.traceId().equals(id)) {
          ids.add(span.spanId());
        }
      }
      Set<Span> found = new HashSet<>();
      for (Segment segment : older) {
        if (pieces.stream().anyMatch(piece -> piece.segment() == segment.number())) {
          found.addAll(read(segment, ids));
        }
      }
      stored = found;
    }
    return stored;
  }

  private List<Span> read(Segment segment, Set<SpanId> ids) {
    try {
      return switch (segment) {
        case LiveSegment live -> {
          LiveIndex index = live.index();
          int trace = index.find(id);
          boolean none =
              trace == LiveIndex.NONE || ids.stream().noneMatch(span -> index.has(trace, span));
          long[] rows = none ? new long[0] : index.rowIds(new int[] {trace})[0];
          yield none ? List.of() : live.read(sql -> live.spans(sql).spans(rows, ids));
        }
        case SealedSegment sealed -> sealed.isLeaving() ? List.of() : sealed.spans(id, ids);
      };
    } catch (StorageUnavailableException e) {
      return List.of();
    }
  }
}
