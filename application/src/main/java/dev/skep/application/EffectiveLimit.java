package dev.skep.application;

/// A limit that is in force, in words for the operator.
///
/// @param name what is limited
/// @param value how much there may be of it, with its unit
public record EffectiveLimit(String name, String value) {}
