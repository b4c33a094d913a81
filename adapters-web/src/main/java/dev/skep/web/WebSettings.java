package dev.skep.web;

/// What the web door has to be told.
///
/// @param version Skep's version, shown at the foot of each page
/// @param ingestionEnabled whether spans are taken in; if not, the first page says how to switch it
///   on
public record WebSettings(String version, boolean ingestionEnabled) {}
