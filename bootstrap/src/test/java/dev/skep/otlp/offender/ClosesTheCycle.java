package dev.skep.otlp.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class ClosesTheCycle {
  public dev.skep.domain.offender.KnowsAUseCase known() {
    return new dev.skep.domain.offender.KnowsAUseCase();
  }
}
