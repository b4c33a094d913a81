package dev.skep.persistence.rollup;

import dev.skep.domain.trace.SpanId;

/// Finds the spans of the open segment by numbers that are given in the order of storing, from 0
/// on.
public interface OpenSpans {
  /// How many there are.
  int count();

  /// The trace of a span.
  int traceOf(int span);

  /// The operation of a span, the row of `operations`.
  int operationOf(int span);

  /// The first span of this trace with this id, or a negative number.
  int span(int trace, SpanId id);
}
