package dev.skep.benchmarks.traffic;

import java.util.List;
import java.util.SplittableRandom;

/// Everything that varies by chance, drawn from one source, so that one seed gives one history.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /// @param share from 0, never, to 1, always
  boolean happens(double share) {
    return random.nextDouble() < share;
  }

  /// At least 0, below 1.
  double share() {
    return random.nextDouble();
  }

  /// At least 0, below `limit`.
  int below(int limit) {
    return random.nextInt(limit);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Half of the identifier of a trace, or the whole one of a span: never 0, which is no id.
  long id() {
    return random.nextLong() | 1;
  }

  /// A time as services take it: log-normal, so mostly near `medianMicros`, sometimes much longer.
  ///
  /// @return nanoseconds
  long around(double medianMicros, double sigma) {
    return micros(medianMicros * Math.exp(sigma * random.nextGaussian()));
  }

  /// So many microseconds, with nanoseconds by chance.
  ///
  /// @return nanoseconds
  long micros(double micros) {
    return Math.max(1, (long) (micros * 1_000) + random.nextInt(1_000));
  }
}
