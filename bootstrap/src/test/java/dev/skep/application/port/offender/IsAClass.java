package dev.skep.application.port.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class IsAClass {}
