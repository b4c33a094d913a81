package dev.skep.domain.trace;

/// What a span says of its parent. The parent need not be stored, or may not have arrived yet.
public sealed interface Parent {
  /// The span began a trace, as far as its sender knew.
  Parent NONE = new None();

  /// A span without a parent.
  record None() implements Parent {}

  /// A span below another one of the same trace.
  record Of(SpanId spanId) implements Parent {}

  static Parent of(SpanId spanId) {
    return new Of(spanId);
  }
}
