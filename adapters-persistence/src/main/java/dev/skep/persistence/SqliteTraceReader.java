package dev.skep.persistence;

import dev.skep.application.port.TraceReader;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.persistence.sealed.SealedTrace;
import dev.skep.persistence.sealed.SealedTraces;
import dev.skep.persistence.segment.LiveIndex;
import dev.skep.persistence.segment.LiveSegment;
import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.segment.Segment;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.segment.SegmentsView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds traces in all segments.
final class SqliteTraceReader implements TraceReader {
  private final Segments segments;

  SqliteTraceReader(Segments segments) {
    this.segments = segments;
  }

  @Override
  public Optional<Trace> find(TraceId traceId) {
    try (SegmentsView view = segments.view()) {
      return find(view, traceId);
    }
  }

  @Override
  public FoundTraces search(TraceQuery query) {
    try (SegmentsView view = segments.view()) {
      Set<TraceId> ids = new LinkedHashSet<>();
      for (Segment segment : view.segments()) {
        ids.addAll(traceIds(segment));
      }
      List<TraceSummary> found = new ArrayList<>();
      for (TraceId id : ids) {
        find(view, id).filter(query::matches).ifPresent(trace -> found.add(trace.summary()));
      }
      found.removeIf(trace -> !query.pageStart().precedes(trace, query.order()));
      found.sort(query.order().comparator());
      boolean more = found.size() > query.pageSize();
      return new FoundTraces(more ? found.subList(0, query.pageSize()) : found, more);
    }
  }

  private static List<TraceId> traceIds(Segment segment) {
    return switch (segment) {
      case LiveSegment live ->
          IntStream.range(0, live.index().traceCount()).mapToObj(live.index()::traceId).toList();
      case SealedSegment sealed ->
          sealed.read(sql -> {
            SealedTraces traces = sealed.traces(sql);
            return traces.traces(IntStream.rangeClosed(1, traces.last()).toArray()).stream()
                .map(SealedTrace::traceId)
                .toList();
          });
    };
  }

  private static Optional<Trace> find(SegmentsView view, TraceId id) {
    List<Span> spans = new ArrayList<>();
    for (Segment segment : view.segments()) {
      spans.addAll(spans(segment, id));
    }
    return spans.isEmpty() ? Optional.empty() : Optional.of(new Trace(id, spans));
  }

  private static List<Span> spans(Segment segment, TraceId id) {
    return switch (segment) {
      case LiveSegment live -> {
        int trace = live.index().trace(id);
        if (trace == LiveIndex.NONE) {
          yield List.of();
        }
        long[] rows = live.index().rowIds(trace);
        yield live.read(sql -> live.spans(sql).spans(rows));
      }
      case SealedSegment sealed -> sealed.spansOf(id);
    };
  }
}
