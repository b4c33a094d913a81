package dev.skep.domain.search;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceSource;

/// A condition on one span. A trace is found when *one* of its spans meets all of a query's span
/// filters.
public sealed interface SpanFilter {
  boolean matches(Span span);

  /// Spans of the service with exactly this name.
  record ServiceName(String name) implements SpanFilter {
    @Override
    public boolean matches(Span span) {
      return span.serviceName().equals(name);
    }
  }

  /// Spans with exactly this name.
  record SpanName(String name) implements SpanFilter {
    @Override
    public boolean matches(Span span) {
      return span.name().equals(name);
    }
  }

  /// Spans that came through this door.
  record Source(TraceSource source) implements SpanFilter {
    @Override
    public boolean matches(Span span) {
      return span.source() == source;
    }
  }
}
