package dev.skep.domain.calls;

import java.util.Comparator;

/// One side of a call between services.
public sealed interface Party extends Comparable<Party> {
  /// A service that sends spans.
  record Service(String name) implements Party {}

  /// Something that was called and sent no span of it: a database, a broker, a foreign API. Its
  /// name is made of what its caller says; see [Peer].
  record Uninstrumented(String name) implements Party {}

  /// Whoever called from where no spans come.
  record Outside() implements Party {}

  /// One of those that are not kept apart because there are too many.
  record Other() implements Party {}

  /// The order of lists: outside, services, what is uninstrumented, others; by name within.
  @Override
  default int compareTo(Party that) {
    return Comparator.comparingInt(Party::place).thenComparing(Party::label).compare(this, that);
  }

  private static int place(Party party) {
    return switch (party) {
      case Outside() -> 0;
      case Service(String name) -> 1;
      case Uninstrumented(String name) -> 2;
      case Other() -> 3;
    };
  }

  private static String label(Party party) {
    return switch (party) {
      case Service(String name) -> name;
      case Uninstrumented(String name) -> name;
      case Outside(), Other() -> "";
    };
  }
}
