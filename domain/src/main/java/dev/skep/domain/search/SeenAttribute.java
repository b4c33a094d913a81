package dev.skep.domain.search;

/// An attribute's name that was seen on stored spans.
///
/// @param onSpans whether a span had it
/// @param onResources whether the resource of a span had it
public record SeenAttribute(String key, boolean onSpans, boolean onResources) {}
