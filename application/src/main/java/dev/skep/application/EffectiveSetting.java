package dev.skep.application;

/// A setting as it stands, fit to be shown.
///
/// @param name of its environment variable
/// @param value as one would write it; of a secret only marks that stand for it; empty when there
///   is none, or when Skep decides by the machine
/// @param isSet whether somebody set it, so that it is not the default
public record EffectiveSetting(String name, String value, boolean isSet) {}
