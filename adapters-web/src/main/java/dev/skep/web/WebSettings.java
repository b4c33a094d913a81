package dev.skep.web;

import dev.skep.web.access.AccessSettings;

/// How the web door behaves.
///
/// @param version of the running program, shown in the footer
/// @param access who may read
public record WebSettings(String version, AccessSettings access) {}
