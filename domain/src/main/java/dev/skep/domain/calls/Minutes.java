package dev.skep.domain.calls;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.UnixNano;
import java.time.Instant;

/// A range of whole minutes, numbered from 1970 in UTC. Calls are counted in the minute in which
/// they began, so that is how finely a time range can be asked for.
///
/// @param first the first minute that belongs to it
/// @param end the first one that does not
public record Minutes(long first, long end) {
  public static final long NANOS_OF_ONE = 60_000_000_000L;

  public Minutes {
    if (first < 0 || end < first) {
      throw new IllegalArgumentException("minutes " + first + " to " + end);
    }
  }

  /// The minutes that have something in common with the time from `from` up to `to`.
  public static Minutes covering(Instant from, Instant to) {
    long first = UnixNano.position(from) / NANOS_OF_ONE;
    long last = UnixNano.position(to);
    return new Minutes(
        first, Math.max(first, last / NANOS_OF_ONE + (last % NANOS_OF_ONE > 0 ? 1 : 0)));
  }

  /// The minute in which a span began.
  public static long of(Span span) {
    return UnixNano.position(span.start()) / NANOS_OF_ONE;
  }

  public boolean contains(long minute) {
    return first <= minute && minute < end;
  }

  public boolean contains(Span span) {
    return contains(of(span));
  }

  public long count() {
    return end - first;
  }

  /// When a minute begins, as a position in time; see [UnixNano].
  public static long startOf(long minute) {
    return minute * NANOS_OF_ONE;
  }
}
