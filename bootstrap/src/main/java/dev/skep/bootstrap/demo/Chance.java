package dev.skep.bootstrap.demo;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// Everything that varies by chance, drawn from one source, so that one seed gives one history.
final class Chance {
  private final RandomGenerator random;

  Chance(RandomGenerator random) {
    this.random = random;
  }

  boolean percent(double percent) {
    return random.nextDouble() * 100 < percent;
  }

  /// At least `from`, below `to`.
  int between(int from, int to) {
    return random.nextInt(from, to);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  <T> void shuffle(List<T> items) {
    Collections.shuffle(items, random);
  }

  /// A time as services take it: mostly near `medianMicros`, sometimes much longer.
  ///
  /// @return nanoseconds
  long around(double medianMicros) {
    return Math.max(1, Math.round(medianMicros * 1_000 * Math.exp(0.5 * random.nextGaussian())));
  }

  /// Any time from `fromMicros` to `toMicros`, each as likely.
  ///
  /// @return nanoseconds
  long withinMicros(int fromMicros, int toMicros) {
    return random.nextLong(fromMicros * 1_000L, toMicros * 1_000L);
  }

  /// A pause between visitors who know nothing of each other.
  ///
  /// @return nanoseconds
  long pause(double meanNanos) {
    return Math.round(meanNanos * random.nextExponential());
  }

  ByteString traceId() {
    return id(16);
  }

  ByteString spanId() {
    return id(8);
  }

  private ByteString id(int bytes) {
    var id = ByteBuffer.allocate(bytes);
    while (id.hasRemaining()) {
      // Never zero: an id of zeros is no id.
      id.putLong(random.nextLong() | 1);
    }
    return ByteString.copyFrom(id.flip());
  }
}
