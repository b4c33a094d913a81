package dev.skep.web.query;

import dev.skep.domain.trace.UnixNano;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Moments as a URL writes them: ISO-8601 with an offset (`2026-03-17T12:00:00Z`) or unix
/// nanoseconds (`1773748800000000000`).
final class TimeText {
  /// What a time looks like, for whoever wrote none.
  static final String EXPECTED =
      "a time such as 2026-03-17T12:00:00Z, or unix nanoseconds (16 digits or more)";

  /// Below this a number is more likely seconds or milliseconds, which are not taken: a guess would
  /// silently search the year 1970.
  private static final BigInteger LEAST_NANOS = BigInteger.TEN.pow(15);

  private static final BigInteger MOST_NANOS = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
  private static final Instant LAST = UnixNano.toInstant(-1L);

  private TimeText() {}

  /// The moment that `text` writes, from 1970 to 2554, or nothing.
  static Optional<Instant> parse(String text) {
    return DIGITS.matcher(text).matches() ? ofNanos(new BigInteger(text)) : ofIso(text);
  }

  private static Optional<Instant> ofNanos(BigInteger nanos) {
    boolean plausible = nanos.signum() == 0 || nanos.compareTo(LEAST_NANOS) >= 0;
    return plausible && nanos.compareTo(MOST_NANOS) <= 0
        ? Optional.of(UnixNano.toInstant(nanos.longValue()))
        : Optional.empty();
  }

  private static Optional<Instant> ofIso(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.isBefore(Instant.EPOCH) || time.isAfter(LAST)
          ? Optional.empty()
          : Optional.of(time);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
