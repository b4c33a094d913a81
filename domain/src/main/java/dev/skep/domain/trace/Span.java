package dev.skep.domain.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One operation of one service within a trace, with all that its sender said of it.
///
/// Source: OTLP `Span` and the `ResourceSpans` and `ScopeSpans` around it.
///
/// @param traceState W3C trace state, empty when none was sent
/// @param flags W3C trace flags and OTLP's bits above them, an unsigned 32-bit number
/// @param start when the operation began, as sent, exact to the nanosecond
/// @param end when it ended, as sent; may be unknown or even before the start
/// @param source the door the span came through
public record Span(
    TraceId traceId,
    SpanId spanId,
    Parent parent,
    String traceState,
    long flags,
    String name,
    SpanKind kind,
    SpanStatus status,
    Instant start,
    EndTime end,
    Attributes attributes,
    List<SpanEvent> events,
    List<SpanLink> links,
    DroppedCounts dropped,
    Resource resource,
    InstrumentationScope scope,
    TraceSource source) {
  public Span {
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  public String serviceName() {
    return resource.serviceName();
  }

  /// How long the operation took; zero when no end is known or the end lies before the start.
  public Duration duration() {
    return end instanceof EndTime.At(Instant time) && time.isAfter(start)
        ? Duration.between(start, time)
        : Duration.ZERO;
  }

  /// [#duration] in nanoseconds, at most `Long.MAX_VALUE`.
  public long durationNano() {
    return UnixNano.nanos(duration());
  }

  public boolean isError() {
    return status.code() == StatusCode.ERROR;
  }

  /// Whether the sender's end lies before its start, so that the duration could not be told.
  public boolean endsBeforeStart() {
    return end instanceof EndTime.At(Instant time) && time.isBefore(start);
  }

  /// The last moment that the span covers: its end, or its start when the end is unknown or
  /// earlier.
  public Instant lastMoment() {
    return end instanceof EndTime.At(Instant time) && time.isAfter(start) ? time : start;
  }

  /// The resource's attributes, then the span's; the span's value stands where both have one.
  ///
  /// Source: the specification, "Flattens nested OTLP attributes to a JSON object".
  public Attributes mergedAttributes() {
    return resource.attributes().overlaidWith(attributes);
  }
}
