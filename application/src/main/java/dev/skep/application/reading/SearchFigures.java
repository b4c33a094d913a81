package dev.skep.application.reading;

/// How many searches there are at once.
///
/// @param running that have a place
/// @param most places
/// @param mostOfOne places that one reader may have
/// @param waiting for a place
/// @param turnedAway that got none in time, since the start
public record SearchFigures(int running, int most, int mostOfOne, int waiting, long turnedAway) {}
