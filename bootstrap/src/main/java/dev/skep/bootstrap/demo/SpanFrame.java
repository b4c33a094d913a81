package dev.skep.bootstrap.demo;

import com.google.protobuf.ByteString;

/// Where a span stands: in which trace, below which span, from when to when.
///
/// @param parentId empty for a root, as on the wire
/// @param start nanoseconds since the epoch, as is `end`
record SpanFrame(
    ByteString traceId, ByteString spanId, ByteString parentId, long start, long end) {}
