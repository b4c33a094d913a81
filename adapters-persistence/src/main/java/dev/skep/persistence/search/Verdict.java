package dev.skep.persistence.search;

/// What an index can say about one trace and a condition, from least to most.
enum Verdict {
  NO,
  /// Only its spans can tell.
  PERHAPS,
  YES;

  Verdict and(Verdict other) {
    return compareTo(other) < 0 ? this : other;
  }

  Verdict or(Verdict other) {
    return compareTo(other) > 0 ? this : other;
  }
}
