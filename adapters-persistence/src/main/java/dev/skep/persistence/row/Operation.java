package dev.skep.persistence.row;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceSource;

/// What a service does: a row of `operations`.
public record Operation(String serviceName, String name, SpanKind kind, TraceSource source) {
  public static Operation of(Span span) {
    return new Operation(span.serviceName(), span.name(), span.kind(), span.source());
  }
}
