package dev.skep.otlp;

import dev.skep.application.access.SecretDigest;
import java.util.ArrayList;
import java.util.List;

/// The keys that let a sender in. Several may be valid at once, so that a key can be replaced
/// without a gap. Only their digests are kept.
public final class ApiKeys {
  private final List<SecretDigest> digests;

  private ApiKeys(List<SecretDigest> digests) {
    this.digests = List.copyOf(digests);
  }

  /// The keys of a list separated by commas. Blanks around a key do not count, and neither do empty
  /// keys; without any key nobody gets in.
  public static ApiKeys parse(String commaSeparated) {
    List<SecretDigest> digests = new ArrayList<>();
    for (String key : commaSeparated.split(",", -1)) {
      if (!key.isBlank()) {
        digests.add(SecretDigest.of(key.strip()));
      }
    }
    return new ApiKeys(digests);
  }

  /// Whether there is no key at all.
  public boolean isEmpty() {
    return digests.isEmpty();
  }

  /// Whether this is one of these. Takes as long for a wrong key as for a right one: all are
  /// compared, each to its end.
  public boolean contains(SecretDigest key) {
    boolean found = false;
    for (SecretDigest known : digests) {
      found |= known.matches(key);
    }
    return found;
  }

  /// Tells how many keys there are, and nothing of them.
  @Override
  public String toString() {
    return "ApiKeys[" + digests.size() + "]";
  }
}
