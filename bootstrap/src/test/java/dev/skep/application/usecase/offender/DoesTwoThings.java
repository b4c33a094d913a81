package dev.skep.application.usecase.offender;

/// Breaks a rule on purpose; see HexagonTest.
public class DoesTwoThings {
  public void one() {}

  public void other() {}
}
