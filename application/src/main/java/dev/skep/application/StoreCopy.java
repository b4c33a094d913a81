package dev.skep.application;

/// A copy of all that is stored.
///
/// @param place where it is, for the operator of this machine
/// @param segments how many pieces it has
/// @param bytes its size
public record StoreCopy(String place, int segments, long bytes) {}
