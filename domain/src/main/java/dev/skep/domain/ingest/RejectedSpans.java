package dev.skep.domain.ingest;

import dev.skep.domain.trace.Resource;

/// Bad spans of one request that came from one resource and are bad for one reason.
///
/// @param spans how many
public record RejectedSpans(Resource resource, Rejection reason, int spans) {}
