package dev.skep.domain.trace;

import java.time.Instant;

/// The part of a span that trees and summaries are made of; stores read it without the rest.
///
/// @param lastMoment the span's end, or its start when the end is unknown or earlier
public record SpanOutline(
    SpanId spanId,
    Parent parent,
    String serviceName,
    String name,
    StatusCode status,
    Instant start,
    Instant lastMoment,
    TraceSource source) {
  public static SpanOutline of(Span span) {
    return new SpanOutline(
        span.spanId(),
        span.parent(),
        span.serviceName(),
        span.name(),
        span.status().code(),
        span.start(),
        span.lastMoment(),
        span.source());
  }

  public boolean isError() {
    return status == StatusCode.ERROR;
  }
}
