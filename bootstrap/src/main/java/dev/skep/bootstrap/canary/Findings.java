package dev.skep.bootstrap.canary;

import java.util.ArrayList;
import java.util.List;

/// Collects differences: the first ones in words, and the count of all.
final class Findings {
  static final int MOST_LINES = 1000;

  private final List<String> lines = new ArrayList<>();
  private long count;

  void add(String line) {
    count++;
    if (lines.size() < MOST_LINES) {
      lines.add(line);
    }
  }

  void addAll(String where, List<String> differences) {
    differences.forEach(difference -> add(where + ": " + difference));
  }

  List<String> lines() {
    return lines;
  }

  long count() {
    return count;
  }
}
