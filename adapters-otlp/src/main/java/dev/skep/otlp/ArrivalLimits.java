package dev.skep.otlp;

import java.time.Duration;

/// How long a request may take to arrive. Beyond any of these the connection is closed.
///
/// @param next until the next byte, once the first one is there
/// @param head until the request line and all headers are there
/// @param whole until the body is there too, for what reads bodies without a deadline of its own
public record ArrivalLimits(Duration next, Duration head, Duration whole) {
  /// For honest senders, even on bad lines.
  public static final ArrivalLimits USUAL =
      new ArrivalLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
}
