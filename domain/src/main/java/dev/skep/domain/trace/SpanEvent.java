package dev.skep.domain.trace;

import java.time.Instant;

/// Something that happened at one moment of a span, an exception say.
///
/// Source: OTLP `Span.Event`.
///
/// @param droppedAttributesCount how many attributes are missing here
public record SpanEvent(
    Instant time, String name, Attributes attributes, long droppedAttributesCount) {}
