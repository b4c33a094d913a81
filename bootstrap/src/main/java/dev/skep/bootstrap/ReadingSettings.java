package dev.skep.bootstrap;

import dev.skep.application.access.AddressRanges;
import dev.skep.application.access.SecretDigest;
import dev.skep.web.access.AccessSettings;
import dev.skep.web.access.KnownHosts;
import dev.skep.web.access.ReadingRule;

/// Who may read, as the settings have it.
///
/// @param token the access token; empty when Skep is to make one
/// @param userHeader what names a reader, when a proxy vouches for readers
/// @param proxies which callers are believed when they say on whose behalf they call
/// @param hosts the names under which Skep may be asked for without a secret
record ReadingSettings(
    Auth auth, String token, String userHeader, AddressRanges proxies, KnownHosts hosts) {
  /// The values of `TRACES_EXPLORER_AUTH`, in lower case.
  enum Auth {
    /// Who shows the token.
    TOKEN,
    /// Also whom a proxy names.
    PROXY,
    /// Everybody.
    NONE
  }

  boolean needsToken() {
    return auth != Auth.NONE;
  }

  boolean makesToken() {
    return needsToken() && token.isEmpty();
  }

  ReadingSettings withToken(String other) {
    return new ReadingSettings(auth, other, userHeader, proxies, hosts);
  }

  /// As the web door wants it.
  AccessSettings forTheDoor() {
    ReadingRule rule =
        switch (auth) {
          case TOKEN -> new ReadingRule.TokenHolders(SecretDigest.of(token));
          case PROXY -> new ReadingRule.ProxyUsers(SecretDigest.of(token), userHeader);
          case NONE -> new ReadingRule.Everybody();
        };
    return new AccessSettings(rule, proxies, hosts);
  }

  /// Tells nothing of the token.
  @Override
  public String toString() {
    return "ReadingSettings[" + auth + "]";
  }
}
