package dev.skep.bootstrap.demo;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/// One thing that Beyla saw: one span, or a request with its `in queue` and `processing` in front.
///
/// @param end when it ended, in nanoseconds since the epoch: no sooner can Beyla report it
record BeylaEvent(Service service, List<Span> spans, long end) {
  BeylaEvent {
    spans = List.copyOf(spans);
  }

  /// When its host sends it.
  long sentAt() {
    return service.host().flushAfter(end);
  }
}
