package dev.skep.domain.trace;

/// A pointer from a span to a span of this or another trace.
///
/// Source: OTLP `Span.Link`.
///
/// @param traceId the other trace's id as text, hexadecimal digits in lower case; empty or
///   irregular when the sender said nothing better, for a link is kept for its attributes too
/// @param spanId the other span's id, in the same way
/// @param flags W3C trace flags and OTLP's bits above them, an unsigned 32-bit number
/// @param droppedAttributesCount how many attributes are missing here
public record SpanLink(
    String traceId,
    String spanId,
    String traceState,
    long flags,
    Attributes attributes,
    long droppedAttributesCount) {}
