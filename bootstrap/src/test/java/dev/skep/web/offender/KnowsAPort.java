package dev.skep.web.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class KnowsAPort {
  public Class<?> known() {
    return dev.skep.application.port.TraceReader.class;
  }
}
