package dev.skep.persistence.sealed;

import dev.skep.domain.trace.TraceId;

/// A row of `traces`: a trace as far as it lies in one sealed segment.
///
/// @param number its id in the table
/// @param start position of the first start of any span; see `UnixNano.position`
/// @param duration last moment of any span minus first start, in nanoseconds
/// @param rootOperationId operation of the root, as `TraceSummary` defines it for the spans in this
///   segment
public record SealedTrace(
    int number,
    TraceId traceId,
    long start,
    long duration,
    int spanCount,
    int errorCount,
    int rootOperationId) {}
