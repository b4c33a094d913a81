package dev.skep.domain.offender;

/// Breaks a rule on purpose; see HexagonTest.
public class CanBeExtended {}
