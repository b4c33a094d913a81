package dev.skep.domain.offender;

/// Breaks a rule on purpose; see HexagonTest.
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public final class KeepsAnOptional {
  public final java.util.Optional<String> kept = java.util.Optional.empty();
}
