package dev.skep.domain.search;

import dev.skep.domain.trace.TraceSummary;
import dev.skep.domain.trace.UnixNano;
import java.time.Duration;
import java.time.Instant;

/// A condition on a trace as a whole.
public sealed interface TraceFilter {
  boolean matches(TraceSummary trace);

  /// Traces with at least one span in error.
  record InError() implements TraceFilter {
    @Override
    public boolean matches(TraceSummary trace) {
      return trace.errorCount() > 0;
    }
  }

  /// Traces without a span in error. That is what "success" means, for most spans are never called
  /// ok.
  record NotInError() implements TraceFilter {
    @Override
    public boolean matches(TraceSummary trace) {
      return trace.errorCount() == 0;
    }
  }

  /// Traces that took this long or longer.
  record MinDuration(Duration atLeast) implements TraceFilter {
    @Override
    public boolean matches(TraceSummary trace) {
      return trace.durationNano() >= UnixNano.nanos(atLeast);
    }
  }

  /// Traces that took this long or less.
  record MaxDuration(Duration atMost) implements TraceFilter {
    @Override
    public boolean matches(TraceSummary trace) {
      return trace.durationNano() <= UnixNano.nanos(atMost);
    }
  }

  /// Traces that began at this moment or later.
  record StartedFrom(Instant from) implements TraceFilter {
    @Override
    public boolean matches(TraceSummary trace) {
      return trace.startPosition() >= UnixNano.position(from);
    }
  }

  /// Traces that began before this moment.
  record StartedBefore(Instant to) implements TraceFilter {
    @Override
    public boolean matches(TraceSummary trace) {
      return trace.startPosition() < UnixNano.position(to);
    }
  }
}
