package dev.skep.domain.calls;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceSource;
import java.util.Comparator;

/// What a service was called for.
///
/// @param name name of the spans
/// @param kind server or consumer
public record CalledOperation(Label name, SpanKind kind, TraceSource source)
    implements Comparable<CalledOperation> {
  private static final Comparator<CalledOperation> ORDER =
      Comparator.comparing(CalledOperation::name)
          .thenComparing(CalledOperation::kind)
          .thenComparing(CalledOperation::source);

  public static CalledOperation of(Span span) {
    return new CalledOperation(Label.of(span.name()), span.kind(), span.source());
  }

  /// By name; the others last.
  @Override
  public int compareTo(CalledOperation other) {
    return ORDER.compare(this, other);
  }
}
