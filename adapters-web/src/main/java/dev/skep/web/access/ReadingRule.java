package dev.skep.web.access;

import dev.skep.application.access.SecretDigest;

/// Who may read.
public sealed interface ReadingRule {
  /// Whether what somebody shows is the token.
  boolean isToken(SecretDigest shown);

  /// Everybody who can reach the port. There is no token.
  record Everybody() implements ReadingRule {
    @Override
    public boolean isToken(SecretDigest shown) {
      return false;
    }
  }

  /// Who shows the token, or has shown it when signing in.
  record TokenHolders(SecretDigest token) implements ReadingRule {
    @Override
    public boolean isToken(SecretDigest shown) {
      return token.matches(shown);
    }
  }

  /// Also whom a trusted proxy names.
  ///
  /// @param userHeader the header that holds the name
  record ProxyUsers(SecretDigest token, String userHeader) implements ReadingRule {
    @Override
    public boolean isToken(SecretDigest shown) {
      return token.matches(shown);
    }
  }
}
