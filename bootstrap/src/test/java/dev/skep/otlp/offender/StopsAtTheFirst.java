package dev.skep.otlp.offender;

import dev.skep.application.access.SecretDigest;
import java.util.List;

/// Tells by its haste which of the secrets it was.
public final class StopsAtTheFirst {
  private final List<SecretDigest> secrets = List.of();

  boolean contains(SecretDigest guess) {
    return secrets.stream().anyMatch(secret -> secret.matches(guess));
  }
}
