package dev.skep.web;

/// What the web door has to be told.
///
/// @param version Skep's version, shown at the foot of each page
public record WebSettings(String version) {}
