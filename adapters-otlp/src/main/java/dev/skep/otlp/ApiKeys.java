package dev.skep.otlp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// The keys that let a sender in. Several may be valid at once, so that a key can be replaced
/// without a gap. Only their SHA-256 digests are kept.
public final class ApiKeys {
  private final List<byte[]> digests;

  private ApiKeys(List<byte[]> digests) {
    this.digests = List.copyOf(digests);
  }

  /// The keys of a list separated by commas. Blanks around a key do not count, and neither do empty
  /// keys; without any key nobody gets in.
  public static ApiKeys parse(String commaSeparated) {
    List<byte[]> digests = new ArrayList<>();
    for (String key : commaSeparated.split(",", -1)) {
      if (!key.isBlank()) {
        digests.add(digest(key.strip()));
      }
    }
    return new ApiKeys(digests);
  }

  /// Whether there is no key at all.
  public boolean isEmpty() {
    return digests.isEmpty();
  }

  /// Whether `key` is one of these. Takes as long for a wrong key as for a right one: all digests
  /// are compared, each to its end.
  boolean contains(String key) {
    byte[] digest = digest(key);
    boolean found = false;
    for (byte[] known : digests) {
      found |= MessageDigest.isEqual(known, digest);
    }
    return found;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Tells how many keys there are, and nothing of them.
  @Override
  public String toString() {
    return "ApiKeys[" + digests.size() + "]";
  }
}
