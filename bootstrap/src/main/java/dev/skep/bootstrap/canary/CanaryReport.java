package dev.skep.bootstrap.canary;

import java.util.List;

/// What a canary saw.
///
/// @param traces how many were sent and looked for
/// @param spans how many spans they have
/// @param leftOut how many further traces Skep did not want, by its sample rate or span limit
/// @param questions how many requests looked for them
/// @param differences each a line: where, what was to be there, and what is; the first ones, if
///   there are very many
/// @param different how many differences there are
public record CanaryReport(
    int traces, int spans, int leftOut, int questions, List<String> differences, long different) {
  public CanaryReport {
    differences = List.copyOf(differences);
  }

  public boolean allEqual() {
    return different == 0;
  }

  /// In a line.
  public String summary() {
    String sent = traces + " traces of " + spans + " spans";
    String aside = leftOut == 0 ? "" : ", " + leftOut + " more left out by guardrails";
    return allEqual()
        ? sent + " read back as they were sent, with " + questions + " questions" + aside
        : different + " differences in " + sent + aside;
  }
}
