package dev.skep.persistence.live;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;

/// Spans as an index takes them, for tests; what they do not say is the same of all.
final class IndexedSpans {
  private IndexedSpans() {}

  static IndexedSpan span(TraceId trace, SpanId id) {
    return span(trace, id, Parent.NONE);
  }

  static IndexedSpan span(TraceId trace, SpanId id, Parent parent) {
    return new IndexedSpan(trace, id, parent, 1, 1, false, 10, 20, 0);
  }

  static IndexedSpan withFingerprint(TraceId trace, SpanId id, long fingerprint) {
    return new IndexedSpan(trace, id, Parent.NONE, 1, 1, false, 10, 20, fingerprint);
  }

  static IndexedSpan lasting(TraceId trace, long start, long lastMoment, boolean error) {
    return new IndexedSpan(trace, SpanId.of(1), Parent.NONE, 1, 1, error, start, lastMoment, 0);
  }

  static IndexedSpan called(int operationId, int resourceId, boolean error) {
    return new IndexedSpan(
        TraceId.of(1, 1), SpanId.of(1), Parent.NONE, operationId, resourceId, error, 10, 20, 0);
  }
}
