package dev.skep.bootstrap.canary;

import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One trace of a canary.
///
/// What is expected of it is worked out here from its spans and not asked of the classes that Skep
/// answers with: a canary that counts with what it watches sees nothing.
///
/// @param spans by start, no two of them at the same time; the first is the root, all are of one
///   resource and one scope
record CanaryTrace(List<Span> spans) {
  CanaryTrace {
    spans = List.copyOf(spans);
  }

  TraceId id() {
    return root().traceId();
  }

  Span root() {
    return spans.getFirst();
  }

  /// From its first start to its last moment, in nanoseconds.
  long durationNano() {
    Instant last = root().start();
    for (Span span : spans) {
      Instant end = span.end() instanceof EndTime.At(Instant time) ? time : span.start();
      last = end.isAfter(last) ? end : last;
    }
    return Duration.between(root().start(), last).toNanos();
  }

  long errors() {
    return spans.stream().filter(Span::isError).count();
  }
}
