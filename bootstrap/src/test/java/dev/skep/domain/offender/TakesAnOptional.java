package dev.skep.domain.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class TakesAnOptional {
  public boolean take(java.util.Optional<String> given) {
    return given.isPresent();
  }
}
