package dev.skep.persistence.search;

import dev.skep.domain.search.overview.StartRange;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.live.LiveTraces;
import dev.skep.persistence.segment.LiveSegment;
import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.segment.Segment;
import java.util.Optional;

/// The positions of the first and the last start in a segment.
record Starts(long first, long last) {
  /// Of a segment; nothing if it has no trace.
  static Optional<Starts> of(Segment segment) {
    return switch (segment) {
      case SealedSegment sealed ->
          sealed.facts().traceCount() == 0
              ? Optional.empty()
              : Optional.of(new Starts(sealed.facts().firstStart(), sealed.facts().lastStart()));
      case LiveSegment live -> of(live.index().snapshot());
    };
  }

  Starts and(Starts other) {
    return new Starts(Math.min(first, other.first), Math.max(last, other.last));
  }

  StartRange range() {
    return new StartRange(UnixNano.toInstant(first), UnixNano.toInstant(last));
  }

  private static Optional<Starts> of(LiveTraces traces) {
    long first = Long.MAX_VALUE;
    long last = -1;
    for (int trace = 0; trace < traces.traceCount(); trace++) {
      if (traces.spanCount(trace) > 0) {
        first = Math.min(first, traces.start(trace));
        last = Math.max(last, traces.start(trace));
      }
    }
    return last < 0 ? Optional.empty() : Optional.of(new Starts(first, last));
  }
}
