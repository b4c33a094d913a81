package dev.skep.benchmarks.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was done in a run, in numbers. Filled by [KillLoop].
public final class CrashCounts {
  int kills;
  int killsOfStarts;
  long uncertain;
  long uncertainStored;
  long sentAgain;
  long refusals;
  long readBack;
  long spansReadBack;
  int filesChecked;
  int segments;
  long spansInFiles;
  Optional<Long> duplicates = Optional.empty();
  final List<Double> startSeconds = new ArrayList<>();

  CrashCounts() {}

  public int kills() {
    return kills;
  }

  /// How many of the kills hit a server that was still starting.
  public int killsOfStarts() {
    return killsOfStarts;
  }

  /// How many batches had been posted and not answered when a server was killed.
  public long uncertain() {
    return uncertain;
  }

  /// How many of those turned out to be stored.
  public long uncertainStored() {
    return uncertainStored;
  }

  /// How many batches were posted once more and answered with 200.
  public long sentAgain() {
    return sentAgain;
  }

  /// How many answers were 503.
  public long refusals() {
    return refusals;
  }

  /// How many batches were read back from a server.
  public long readBack() {
    return readBack;
  }

  public long spansReadBack() {
    return spansReadBack;
  }

  /// How many times SQLite looked through a file.
  public int filesChecked() {
    return filesChecked;
  }

  /// How many files hold spans in the end.
  public int segments() {
    return segments;
  }

  public long spansInFiles() {
    return spansInFiles;
  }

  /// How many of the spans that were sent again at the end the server counted as duplicates;
  /// nothing when it does not say.
  public Optional<Long> duplicates() {
    return duplicates;
  }

  /// How long each start took.
  public List<Double> startSeconds() {
    return List.copyOf(startSeconds);
  }
}
