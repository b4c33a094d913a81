package dev.skep.persistence.live;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;

/// What a [LiveIndex] keeps of one span.
///
/// @param start position of its start; see `UnixNano.position`
/// @param lastMoment position of the last moment that it covers
/// @param fingerprint a hash of everything that is stored of it
public record IndexedSpan(
    TraceId traceId,
    SpanId spanId,
    Parent parent,
    int operationId,
    int resourceId,
    boolean error,
    long start,
    long lastMoment,
    long fingerprint) {}
