package dev.skep.persistence.segment;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.segment.SpreadTraces.Piece;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Looks in the segments before the open one for what comes to the open one: a trace may have begun
/// there, and a span that is sent again may be stored there already. Used by the writer thread.
final class OlderPieces {
  // Of the traces of the open segment that older ones have pieces of, so many are known by heart.
  private static final int MOST_CONTINUED = 100_000;
  private static final int ASKED_TOGETHER = 1_024;

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
      int count = older.isEmpty() ? 0 : index.traces().count();
      for (int from = 0; from < count; from += ASKED_TOGETHER) {
        List<TraceId> ids =
            IntStream.range(from, Math.min(from + ASKED_TOGETHER, count))
                .mapToObj(index.traces()::idOf)
                .toList();
        TracePieces.find(ids, older).forEach((id, pieces) -> noteSpread(id, pieces, number));
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
    EarlierTrace[] traces = traces(spans, index, older);
    List<Span> fresh = new ArrayList<>(spans.size());
    int at = 0;
    for (Span span : spans) {
      EarlierTrace trace = traces[at++];
      if (trace.pieces().isEmpty()) {
        fresh.add(span);
      } else if (!trace.stored(spans, older).contains(span)) {
        fresh.add(span);
        if (trace.note()) {
          noteSpread(trace.id(), trace.pieces(), number);
        }
      }
    }
    return fresh;
  }

  /// The trace of each span.
  private EarlierTrace[] traces(List<Span> spans, LiveIndex index, List<Segment> older) {
    Map<TraceId, EarlierTrace> known = new HashMap<>();
    EarlierTrace[] traces = new EarlierTrace[spans.size()];
    int at = 0;
    @Nullable TraceId last = null;
    EarlierTrace trace = EarlierTrace.NOTHING;
    for (Span span : spans) {
      TraceId id = span.traceId();
      // Spans of a trace often come one after the other.
      if (last == null || !id.equals(last)) {
        last = id;
        trace =
            isHere(id, index) && !mayHave(id)
                ? EarlierTrace.NOTHING
                : known.computeIfAbsent(id, EarlierTrace::new);
      }
      traces[at++] = trace;
    }
    look(known.values(), index, older);
    return traces;
  }

  /// Asks older segments for the traces that come first now, all together.
  private void look(Collection<EarlierTrace> traces, LiveIndex index, List<Segment> older) {
    List<TraceId> begun = new ArrayList<>();
    for (EarlierTrace trace : traces) {
      if (isHere(trace.id(), index)) {
        trace.noted(before(trace.id()));
      } else {
        begun.add(trace.id());
      }
    }
    Map<TraceId, List<Piece>> found = TracePieces.find(begun, older);
    if (!found.isEmpty()) {
      traces.forEach(trace -> trace.found(found.getOrDefault(trace.id(), trace.pieces())));
    }
  }

  private static boolean isHere(TraceId id, LiveIndex index) {
    return index.traces().numberOf(id) != LiveIndex.NONE;
  }

  private void noteSpread(TraceId id, List<Piece> pieces, long newest) {
    List<Piece> all = new ArrayList<>(pieces);
    all.add(Piece.live(newest));
    spread.add(id, all);
    if (continued.size() < MOST_CONTINUED) {
      continued.add(id);
    }
  }

  private static List<Segment> olderThan(long number, SegmentsView view) {
    return view.segments().stream().filter(segment -> segment.number() < number).toList();
  }
}
