package dev.skep.domain.trace;

import java.time.Instant;

/// When a span ended, as its sender said it.
///
/// Source: OTLP `Span.end_time_unix_nano`, where 0 and absent both mean that no end is known.
public sealed interface EndTime {
  /// No end was sent.
  EndTime NONE = new None();

  /// The span has no known end: it still ran when it was sent, or its sender forgot.
  record None() implements EndTime {}

  /// The span ended at `time`, which may lie before its start when a clock was set back.
  record At(Instant time) implements EndTime {}

  static EndTime at(Instant time) {
    return new At(time);
  }
}
