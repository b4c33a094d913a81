package dev.skep.forward.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class KnowsTheDoor {
  public Class<?> known() {
    return dev.skep.otlp.OtlpDoor.class;
  }
}
