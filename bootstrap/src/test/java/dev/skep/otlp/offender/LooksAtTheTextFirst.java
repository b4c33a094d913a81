package dev.skep.otlp.offender;

import dev.skep.application.access.SecretDigest;

/// Tells by its haste how much of a guess was right, whatever it does afterwards.
public final class LooksAtTheTextFirst {
  boolean isKey(String key, String guess) {
    return key.equals(guess) || SecretDigest.of(key).matches(SecretDigest.of(guess));
  }
}
