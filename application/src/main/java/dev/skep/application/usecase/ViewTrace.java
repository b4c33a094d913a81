package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Shows one trace in full, however large it is: of a large one only some spans are in memory at
/// once.
public final class ViewTrace {
  private static final int SPANS_AT_ONCE = 1_000;
  private static final Comparator<SpanOutline> EARLIEST_FIRST =
      Comparator.comparing(SpanOutline::start).thenComparing(SpanOutline::spanId);

  private final TraceReader traces;

  public ViewTrace(TraceReader traces) {
    this.traces = traces;
  }

  /// The trace as far as it is stored, or nothing.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public Optional<Pieces> view(TraceId traceId) {
    int spans = traces.extent(traceId).map(TraceExtent::spanCount).orElse(0);
    return spans > SPANS_AT_ONCE
        ? large(traceId)
        : traces.find(traceId).map(trace -> new Pieces(traceId, List.of(trace.spans())));
  }

  /// The spans of a trace, earliest first, some at a time. Those of a large trace are read while
  /// somebody walks through them, so walking may end with a [StorageUnavailableException]. What
  /// comes to the trace meanwhile is not among them.
  public record Pieces(TraceId id, Iterable<List<Span>> spans) {}

  private Optional<Pieces> large(TraceId id) {
    int[] places = earliestFirst(traces.outlines(id));
    return places.length == 0
        ? Optional.empty()
        : Optional.of(new Pieces(id, () -> pieces(id, places)));
  }

  private static int[] earliestFirst(List<SpanOutline> outlines) {
    return IntStream.range(0, outlines.size())
        .boxed()
        .sorted(Comparator.comparing(outlines::get, EARLIEST_FIRST))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Iterator<List<Span>> pieces(TraceId id, int[] places) {
    int count = (places.length + SPANS_AT_ONCE - 1) / SPANS_AT_ONCE;
    return IntStream.range(0, count)
        .map(piece -> piece * SPANS_AT_ONCE)
        .mapToObj(
            from -> Arrays.copyOfRange(places, from, Math.min(from + SPANS_AT_ONCE, places.length)))
        .map(some -> traces.spans(id, some).stream().sorted(Trace.EARLIEST_FIRST).toList())
        .iterator();
  }
}
