package dev.skep.otlp.offender;

import java.security.MessageDigest;
import java.util.Arrays;

/// Has the right way to be compared, and a quick one that every list takes.
public final class SecretDigest {
  private final byte[] digest = new byte[0];

  boolean matches(SecretDigest other) {
    return MessageDigest.isEqual(digest, other.digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretDigest that && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }
}
