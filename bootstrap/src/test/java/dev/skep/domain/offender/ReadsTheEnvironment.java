package dev.skep.domain.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class ReadsTheEnvironment {
  public String read() {
    return System.getenv("HOME");
  }
}
