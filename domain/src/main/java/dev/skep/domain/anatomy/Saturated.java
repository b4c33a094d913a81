package dev.skep.domain.anatomy;

/// Sums of lengths of time, none of them negative, that stop at 292 years.
final class Saturated {
  private Saturated() {}

  static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
