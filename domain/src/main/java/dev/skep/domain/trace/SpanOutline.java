package dev.skep.domain.trace;

import java.time.Instant;

/// The part of a span that trees and summaries are made of; stores read it without the rest.
public record SpanOutline(
    SpanId spanId,
    Parent parent,
    String serviceName,
    String name,
    SpanKind kind,
    StatusCode status,
    Instant start,
    EndTime end,
    TraceSource source) {
  public static SpanOutline of(Span span) {
    return new SpanOutline(
        span.spanId(),
        span.parent(),
        span.serviceName(),
        span.name(),
        span.kind(),
        span.status().code(),
        span.start(),
        span.end(),
        span.source());
  }

  public boolean isError() {
    return status == StatusCode.ERROR;
  }

  /// The span's end, or its start when the end is unknown or earlier.
  public Instant lastMoment() {
    return end instanceof EndTime.At(Instant time) && time.isAfter(start) ? time : start;
  }
}
