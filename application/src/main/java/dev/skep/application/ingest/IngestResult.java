package dev.skep.application.ingest;

import dev.skep.application.WriteResult;

/// What became of the good spans of a batch that was taken in.
///
/// @param written those that are in the store now
/// @param sampledOut those of traces that the sample rate leaves out
/// @param rateLimited those of senders that sent too much
public record IngestResult(WriteResult written, int sampledOut, int rateLimited) {}
