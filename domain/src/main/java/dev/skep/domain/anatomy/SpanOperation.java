package dev.skep.domain.anatomy;

import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.TraceSource;

/// What spans that are alike have in common.
public record SpanOperation(String service, String name, SpanKind kind, TraceSource source) {
  public static SpanOperation of(SpanOutline span) {
    return new SpanOperation(span.serviceName(), span.name(), span.kind(), span.source());
  }
}
