package dev.skep.domain.search;

/// How many traces a query finds, on all its pages, as far as somebody wanted to know.
public sealed interface TraceCount {
  /// So many.
  record Exactly(int traces) implements TraceCount {}

  /// More than this, and nobody counted on.
  record MoreThan(int traces) implements TraceCount {}
}
