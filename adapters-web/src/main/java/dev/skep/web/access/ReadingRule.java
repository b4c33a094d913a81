package dev.skep.web.access;

import dev.skep.application.access.SecretDigest;

/// Who may read.
public sealed interface ReadingRule {
  /// Everybody who can reach the port.
  record Everybody() implements ReadingRule {}

  /// Who shows the token, or has shown it when signing in.
  record TokenHolders(SecretDigest token) implements ReadingRule {}

  /// Also whom a trusted proxy names.
  ///
  /// @param userHeader the header that holds the name
  record ProxyUsers(SecretDigest token, String userHeader) implements ReadingRule {}
}
