package dev.skep.benchmarks.proof;

import java.util.ArrayList;
import java.util.List;

/// What was found to be wrong: all of it counted, the first of it in words. Any thread may add.
public final class Findings {
  private static final int NAMED = 20;

  private final List<String> first = new ArrayList<>();
  private long count;

  public synchronized void add(String finding) {
    count++;
    if (first.size() < NAMED) {
      first.add(finding);
    }
  }

  public synchronized long count() {
    return count;
  }

  /// The first twenty.
  public synchronized List<String> first() {
    return List.copyOf(first);
  }
}
