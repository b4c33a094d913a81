package dev.skep.benchmarks;

import dev.skep.benchmarks.proof.Findings;

/// The rows of a report about what was found to be wrong.
final class FindingRows {
  private FindingRows() {}

  /// Keeps the workspace when there is something in it to look at.
  static void add(Findings findings, Workspace workspace, Report report) {
    report.count("VIOLATIONS", "violations", findings.count());
    findings.first().forEach(finding -> report.row("", finding));
    report.value("firstViolations", findings.first());
    if (findings.count() > 0) {
      report.text("Kept to be looked at", "kept", workspace.keep().toString());
    }
  }
}
