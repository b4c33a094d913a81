package dev.skep.domain.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class LooksAtTheTime {
  public java.time.Instant look() {
    return java.time.Instant.now();
  }
}
