package dev.skep.domain.trace;

import java.util.Comparator;
import java.util.List;

/// The stored spans of one trace id, earliest first. A trace is rarely complete: parents may be
/// missing, and more spans may arrive at any time.
public record Trace(TraceId id, List<Span> spans) {
  /// Earliest first; at the same moment by span id.
  public static final Comparator<Span> EARLIEST_FIRST =
      Comparator.comparing(Span::start).thenComparing(Span::spanId);

  /// @throws IllegalArgumentException if there is no span, or one of another trace
  public Trace {
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("a trace has at least one span");
    }
    for (Span span : spans) {
      if (!span.traceId().equals(id)) {
        throw new IllegalArgumentException("span " + span.spanId() + " is not of trace " + id);
      }
    }
    spans = spans.stream().sorted(EARLIEST_FIRST).toList();
  }

  public TraceSummary summary() {
    return TraceSummary.of(id, spans.stream().map(SpanOutline::of).toList());
  }

  /// Who called whom.
  public SpanTree tree() {
    return SpanTree.of(spans.stream().map(SpanOutline::of).toList());
  }
}
