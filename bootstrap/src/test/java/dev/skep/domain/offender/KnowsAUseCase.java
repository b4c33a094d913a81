package dev.skep.domain.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class KnowsAUseCase {
  public dev.skep.application.offender.KnowsADoor known() {
    return new dev.skep.application.offender.KnowsADoor();
  }
}
