package dev.skep.domain.ingest;

/// How many spans one sender may send.
public sealed interface SpanRate {
  /// As many as it likes.
  record Unlimited() implements SpanRate {}

  /// So many in a second on average, and so many at once.
  ///
  /// @param spans at least 1
  record PerSecond(int spans) implements SpanRate {
    public PerSecond {
      if (spans < 1) {
        throw new IllegalArgumentException("not a rate: " + spans);
      }
    }
  }
}
