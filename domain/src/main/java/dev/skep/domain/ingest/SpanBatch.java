package dev.skep.domain.ingest;

import dev.skep.domain.trace.Span;
import java.util.List;
import java.util.Map;

/// The spans that one request brought.
///
/// @param spans the good ones, in the order sent
/// @param rejected how many were bad, by reason
public record SpanBatch(List<Span> spans, Map<Rejection, Integer> rejected) {
  public SpanBatch {
    spans = List.copyOf(spans);
    rejected = Map.copyOf(rejected);
  }

  /// Without bad ones.
  public static SpanBatch of(List<Span> spans) {
    return new SpanBatch(spans, Map.of());
  }

  /// How many spans there were, good and bad.
  public int size() {
    return spans.size() + rejected.values().stream().mapToInt(Integer::intValue).sum();
  }
}
