package dev.skep.persistence.rollup;

import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.Peer;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;

/// What calls need to know of a span that was stored before.
///
/// @param minute in which it began; see [Minutes]
/// @param peer whom it called; without meaning for a span that is no client and no producer
public record OlderSpan(
    SpanId spanId,
    Parent parent,
    String serviceName,
    SpanKind kind,
    boolean error,
    long minute,
    long durationNano,
    Peer peer) {
  private static final Peer NOBODY = new Peer("", "", "", 0);

  public static OlderSpan of(Span span) {
    return new OlderSpan(
        span.spanId(),
        span.parent(),
        span.serviceName(),
        span.kind(),
        span.isError(),
        Minutes.of(span),
        span.durationNano(),
        span.kind().isExit() ? Peer.of(span) : NOBODY);
  }
}
