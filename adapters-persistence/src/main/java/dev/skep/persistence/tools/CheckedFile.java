package dev.skep.persistence.tools;

import java.util.List;

/// What a check found in one file.
///
/// @param name below the data folder
/// @param content what it holds, in a few words; empty when that could not be seen
public record CheckedFile(String name, String content, List<Finding> findings) {
  public CheckedFile {
    findings = List.copyOf(findings);
  }

  public boolean isGood() {
    return findings.stream().noneMatch(Finding::isTrouble);
  }
}
