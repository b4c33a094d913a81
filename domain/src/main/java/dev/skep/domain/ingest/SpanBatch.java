package dev.skep.domain.ingest;

import dev.skep.domain.trace.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The spans that one request brought.
///
/// @param spans the good ones, in the order sent
/// @param rejectedSpans the bad ones; the same resource and reason may stand more than once
public record SpanBatch(List<Span> spans, List<RejectedSpans> rejectedSpans) {
  public SpanBatch {
    spans = List.copyOf(spans);
    rejectedSpans = List.copyOf(rejectedSpans);
  }

  public static SpanBatch of(List<Span> spans, RejectedSpans... rejected) {
    return new SpanBatch(spans, List.of(rejected));
  }

  /// How many were bad, by reason; only reasons that occurred.
  public Map<Rejection, Integer> rejected() {
    Map<Rejection, Integer> counts = new EnumMap<>(Rejection.class);
    rejectedSpans.forEach(some -> counts.merge(some.reason(), some.spans(), Integer::sum));
    return counts;
  }

  /// How many spans there were, good and bad.
  public int size() {
    return spans.size() + rejectedSpans.stream().mapToInt(RejectedSpans::spans).sum();
  }
}
