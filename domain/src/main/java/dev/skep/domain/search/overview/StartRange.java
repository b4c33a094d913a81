package dev.skep.domain.search.overview;

import java.time.Instant;

/// When the first and the last of some traces started.
public record StartRange(Instant first, Instant last) {}
