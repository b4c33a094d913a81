package dev.skep.domain.trace;

import java.time.Duration;
import java.time.Instant;

/// Conversions between OTLP's time, an unsigned 64-bit count of nanoseconds since 1970, and Java's.
///
/// Instants keep what was sent, up to the year 2554. What is ordered or compared in a store is a
/// *position*: the same count as a signed `long`, where everything after 2262-04-11 stands at
/// `Long.MAX_VALUE`. The definitions of search use positions too, so that a store can agree
/// exactly.
public final class UnixNano {
  private static final long PER_SECOND = 1_000_000_000L;

  private UnixNano() {}

  /// The moment that an unsigned count of nanoseconds names.
  public static Instant toInstant(long unsignedNanos) {
    if (unsignedNanos >= 0) {
      // The same as below, which costs two real divisions.
      return Instant.ofEpochSecond(unsignedNanos / PER_SECOND, unsignedNanos % PER_SECOND);
    }
    return Instant.ofEpochSecond(
        Long.divideUnsigned(unsignedNanos, PER_SECOND),
        Long.remainderUnsigned(unsignedNanos, PER_SECOND));
  }

  /// The unsigned count of nanoseconds of a moment from 1970 to 2554; the inverse of [#toInstant].
  public static long of(Instant time) {
    return time.getEpochSecond() * PER_SECOND + time.getNano();
  }

  /// The unsigned count of nanoseconds as decimal digits.
  public static String decimal(Instant time) {
    return Long.toUnsignedString(of(time));
  }

  /// Where a moment stands in every order and comparison: 0 to `Long.MAX_VALUE`.
  public static long position(Instant time) {
    long nanos = of(time);
    return nanos < 0 || time.getEpochSecond() > Long.MAX_VALUE / PER_SECOND
        ? Long.MAX_VALUE
        : nanos;
  }

  /// A length of time in nanoseconds, at most `Long.MAX_VALUE` (292 years).
  public static long nanos(Duration length) {
    return length.toSeconds() >= Long.MAX_VALUE / PER_SECOND ? Long.MAX_VALUE : length.toNanos();
  }
}
