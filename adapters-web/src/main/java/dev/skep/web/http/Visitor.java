package dev.skep.web.http;

/// As what a caller was let in.
public enum Visitor {
  /// By signing in; can sign out again.
  SIGNED_IN,
  /// With the token in the request itself.
  PROGRAM,
  /// Without a secret of ours.
  GUEST
}
