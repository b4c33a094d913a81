package dev.skep.persistence.segment;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.sealed.TraceIdFilter;
import dev.skep.persistence.segment.SpreadTraces.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks in the segments before the open one for what comes to the open one: a trace may have begun
/// there, and a span that is sent again may be stored there already. Used by the writer thread.
final class OlderPieces {
  // Of the traces of the open segment that older ones have pieces of, so many are known by heart.
  private static final int MOST_CONTINUED = 100_000;

  private final Segments segments;
  private final SpreadTraces spread;
  private final long number;
  private final Set<TraceId> continued = new HashSet<>();

  /// @param number of the segment that the others are older than
  OlderPieces(Segments segments, SpreadTraces spread, long number) {
    this.segments = segments;
    this.spread = spread;
    this.number = number;
  }

  /// Those of the spans that no older segment has. Notes which of their traces are spread.
  ///
  /// @param index of the open segment, to which the spans will be added
  List<Span> fresh(List<Span> spans, LiveIndex index) {
    try (SegmentsView view = segments.view()) {
      List<Segment> older = olderThan(number, view);
      return older.isEmpty() ? spans : fresh(spans, index, older);
    }
  }

  /// Notes which traces of a segment lie in older ones too. While it is open, [#fresh] does that.
  void note(LiveIndex index) {
    try (SegmentsView view = segments.view()) {
      List<Segment> older = olderThan(number, view);
      for (int trace = 0; !older.isEmpty() && trace < index.traces().count(); trace++) {
        TraceId id = index.traces().idOf(trace);
        List<Piece> pieces = find(id, older);
        if (!pieces.isEmpty()) {
          noteSpread(id, pieces, number);
        }
      }
    }
  }

  /// Takes over what was noted of the open segment by another one before.
  void recall() {
    spread.in(number).stream().limit(MOST_CONTINUED).forEach(continued::add);
  }

  /// Whether older segments have spans of a trace of the open one.
  boolean have(TraceId id) {
    return mayHave(id) && !before(id).isEmpty();
  }

  /// As [#have], and quickly for nearly every trace: nearly none is continued.
  private boolean mayHave(TraceId id) {
    int known = continued.size();
    return known > 0 && (known >= MOST_CONTINUED || continued.contains(id));
  }

  /// What older segments have of a trace, the oldest first.
  List<Span> spansOf(TraceId id) {
    List<Span> spans = new ArrayList<>();
    List<Piece> pieces = before(id);
    try (SegmentsView view = segments.view()) {
      for (Segment segment : olderThan(number, view).reversed()) {
        if (pieces.stream().anyMatch(piece -> piece.segment() == segment.number())) {
          spans.addAll(allOf(id, segment));
        }
      }
    }
    return spans;
  }

  private List<Piece> before(TraceId id) {
    List<Piece> known = spread.of(id);
    return known.isEmpty()
        ? known
        : known.stream().filter(piece -> piece.segment() < number).toList();
  }

  private static List<Span> allOf(TraceId id, Segment segment) {
    try {
      return switch (segment) {
        case LiveSegment live -> {
          int trace = live.index().find(id);
          long[] rows =
              trace == LiveIndex.NONE ? new long[0] : live.index().rowIds(new int[] {trace})[0];
          yield live.read(sql -> live.spans(sql).spans(rows));
        }
        case SealedSegment sealed -> sealed.isLeaving() ? List.of() : sealed.spansOf(id);
      };
    } catch (StorageUnavailableException e) {
      return List.of();
    }
  }

  private List<Span> fresh(List<Span> spans, LiveIndex index, List<Segment> older) {
    Map<TraceId, Known> known = new HashMap<>();
    List<Span> fresh = new ArrayList<>(spans.size());
    @Nullable TraceId last = null;
    Known trace = Known.NOTHING;
    for (Span span : spans) {
      TraceId id = span.traceId();
      // Spans of a trace often come one after the other.
      if (last == null || !id.equals(last)) {
        last = id;
        boolean isHereOnly = index.traces().numberOf(id) != LiveIndex.NONE && !mayHave(id);
        trace =
            isHereOnly
                ? Known.NOTHING
                : known.computeIfAbsent(id, wanted -> known(wanted, index, older));
      }
      if (trace.pieces.isEmpty()) {
        fresh.add(span);
      } else if (!trace.stored(spans, older).contains(span)) {
        fresh.add(span);
        if (!trace.noted) {
          noteSpread(trace.id, trace.pieces, number);
          trace.noted = true;
        }
      }
    }
    return fresh;
  }

  private Known known(TraceId id, LiveIndex index, List<Segment> older) {
    if (index.traces().numberOf(id) == LiveIndex.NONE) {
      return new Known(id, find(id, older), false);
    }
    // Older segments were asked when the trace first came.
    return new Known(id, before(id), true);
  }

  private void noteSpread(TraceId id, List<Piece> pieces, long newest) {
    List<Piece> all = new ArrayList<>(pieces);
    all.add(Piece.live(newest));
    spread.add(id, all);
    if (continued.size() < MOST_CONTINUED) {
      continued.add(id);
    }
  }

  private static List<Piece> find(TraceId id, List<Segment> segments) {
    List<Piece> pieces = List.of();
    TraceIdFilter.Key key = TraceIdFilter.Key.of(id);
    for (Segment segment : segments) {
      Optional<Piece> piece = find(id, key, segment);
      if (piece.isPresent()) {
        pieces = new ArrayList<>(pieces);
        pieces.add(piece.get());
      }
    }
    return pieces;
  }

  private static Optional<Piece> find(TraceId id, TraceIdFilter.Key key, Segment segment) {
    try {
      return switch (segment) {
        case LiveSegment live ->
            live.index().find(id) == LiveIndex.NONE
                ? Optional.empty()
                : Optional.of(Piece.live(live.number()));
        case SealedSegment sealed ->
            sealed.find(id, key).map(found -> new Piece(sealed.number(), found));
      };
    } catch (StorageUnavailableException e) {
      // What is new must be stored all the same.
      return Optional.empty();
    }
  }

  private static List<Segment> olderThan(long number, SegmentsView view) {
    return view.segments().stream().filter(segment -> segment.number() < number).toList();
  }

  /// What older segments have of one trace.
  private static final class Known {
    static final Known NOTHING = new Known(TraceId.of(0, 1), List.of(), true);

    private final TraceId id;
    private final List<Piece> pieces;
    private boolean noted;
    private @Nullable Set<Span> stored;

    Known(TraceId id, List<Piece> pieces, boolean noted) {
      this.id = id;
      this.pieces = pieces;
      this.noted = noted;
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
}
