package dev.skep.application.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class KnowsADoor {
  public dev.skep.otlp.offender.ClosesTheCycle known() {
    return new dev.skep.otlp.offender.ClosesTheCycle();
  }
}
