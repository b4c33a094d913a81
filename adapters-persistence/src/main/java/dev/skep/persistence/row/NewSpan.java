package dev.skep.persistence.row;

import dev.skep.domain.trace.Span;
import org.jspecify.annotations.Nullable;

/// A span and what its row says in the words of its segment.
///
/// @param id the row's
/// @param attributes as [AttributeTerms] writes them
/// @param events as JSON; null when there are none
/// @param links as JSON; null when there are none
public record NewSpan(
    long id,
    Span span,
    SpanTimes times,
    int operationId,
    int resourceId,
    int scopeId,
    String attributes,
    @Nullable String events,
    @Nullable String links) {}
