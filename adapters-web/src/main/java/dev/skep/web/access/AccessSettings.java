package dev.skep.web.access;

import dev.skep.application.access.AddressRanges;

/// How the Explorer and the read API are guarded.
///
/// @param rule who may read
/// @param proxies which callers are believed when they say on whose behalf they call
/// @param hosts the names under which Skep may be asked for without a secret
public record AccessSettings(ReadingRule rule, AddressRanges proxies, KnownHosts hosts) {}
