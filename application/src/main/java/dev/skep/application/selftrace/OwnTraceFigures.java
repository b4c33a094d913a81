package dev.skep.application.selftrace;

/// What became of Skep's own spans since the start.
///
/// @param recording whether any are recorded
/// @param stored spans that are in the store
/// @param overRate traces that were not recorded because there were too many
/// @param overSize spans that were not kept of traces with too many
/// @param noRoom spans that found too many others waiting
/// @param notStored spans that the store could not take
public record OwnTraceFigures(
    boolean recording, long stored, long overRate, long overSize, long noRoom, long notStored) {}
