package dev.skep.persistence.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class KnowsAUseCase {
  public Class<?> known() {
    return dev.skep.application.usecase.IngestSpans.class;
  }
}
