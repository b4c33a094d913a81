package dev.skep.application.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A secret, of which only the SHA-256 digest is kept: enough to recognise it, and nothing that a
/// log line or a dump of the memory could give away. What somebody shows as a secret is made one of
/// these at once, so that there is no text left that could be compared in another way; and there is
/// no `equals`, which would stop at the first byte that differs.
public final class SecretDigest {
  private final byte[] digest;

  private SecretDigest(byte[] digest) {
    this.digest = digest;
  }

  public static SecretDigest of(String secret) {
    return new SecretDigest(digest(secret));
  }

  /// Whether both are of the same secret. Takes as long for a wrong one as for the right one, and
  /// all digests are of one length.
  public boolean matches(SecretDigest other) {
    return MessageDigest.isEqual(digest, other.digest);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Tells nothing of the secret.
  @Override
  public String toString() {
    return "SecretDigest[…]";
  }
}
