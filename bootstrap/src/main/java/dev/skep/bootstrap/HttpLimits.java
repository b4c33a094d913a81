package dev.skep.bootstrap;

import dev.skep.otlp.ArrivalLimits;
import dev.skep.otlp.OtlpDoor;
import java.time.Duration;
import java.util.Locale;

/// What the port takes of its callers. Nothing of this is left to the server's defaults, some of
/// which are "unlimited".
///
/// @param connections how many there may be at once; a further one waits until one ends
/// @param idle how long a connection may be kept without a request
/// @param arrival how long a request may take to arrive
/// @param grace how long what is under way may take when Skep is stopped; a connection without any
///   request yet counts, too. Container engines kill after ten seconds.
record HttpLimits(int connections, Duration idle, ArrivalLimits arrival, Duration grace) {
  static final HttpLimits USUAL =
      new HttpLimits(4096, Duration.ofSeconds(30), ArrivalLimits.USUAL, Duration.ofSeconds(8));

  /// All limits in one line for the operator, those of the OTLP door among them.
  ///
  /// @param maxBodyBytes the largest body that may be posted
  String inWords(long maxBodyBytes) {
    return String.format(
        Locale.ROOT,
        "body %d MiB, headers %d KiB, request line %d KiB, %,d connections,"
            + " idle %d s, next byte %d s, headers %d s, request %d s, stop %d s",
        maxBodyBytes >> 20,
        OtlpDoor.MAX_HEADERS_BYTES >> 10,
        OtlpDoor.MAX_REQUEST_LINE_BYTES >> 10,
        connections,
        idle.toSeconds(),
        arrival.next().toSeconds(),
        arrival.head().toSeconds(),
        arrival.whole().toSeconds(),
        grace.toSeconds());
  }
}
