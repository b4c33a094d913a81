package dev.skep.bootstrap;

import dev.skep.application.EffectiveLimit;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.reading.DownloadPlaces;
import dev.skep.application.reading.Places;
import dev.skep.application.reading.SearchPlaces;
import dev.skep.application.usecase.PinTrace;
import dev.skep.otlp.ArrivalLimits;
import dev.skep.otlp.DepartureLimits;
import dev.skep.otlp.OtlpDoor;
import dev.skep.otlp.OtlpSettings;
import dev.skep.otlp.decode.SpanLimits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What the port takes of its callers. Nothing of this is left to the server's defaults, some of
/// which are "unlimited".
///
/// @param connections how many there may be at once; a further one waits until one ends
/// @param idle how long a connection may be kept without a request
/// @param arrival how long a request may take to arrive
/// @param departure how long a reader may take for an answer
/// @param grace how long what is under way may take when Skep is stopped; a connection without any
///   request yet counts, too. Container engines kill after ten seconds.
record HttpLimits(
    int connections,
    Duration idle,
    ArrivalLimits arrival,
    DepartureLimits departure,
    Duration grace) {
  static final HttpLimits USUAL =
      new HttpLimits(
          4096,
          Duration.ofSeconds(30),
          ArrivalLimits.USUAL,
          DepartureLimits.USUAL,
          Duration.ofSeconds(8));

  /// All limits one by one for the status page, with those on what a request may hold.
  List<EffectiveLimit> listed(OtlpSettings otlp) {
    return List.of(
        limit("Request body, as sent and unpacked", "%,d MiB", otlp.maxBodyBytes() >> 20),
        limit("Bodies under way, together", "%,d MiB", otlp.inFlightBytes() >> 20),
        limit("Spans in one request", "%,d", SpanLimits.SPANS_PER_REQUEST),
        limit("Attributes of a span", "%,d", SpanLimits.ATTRIBUTES),
        limit("Events of a span", "%,d", SpanLimits.EVENTS),
        limit("Links of a span", "%,d", SpanLimits.LINKS),
        limit("Length of a text", "%,d KiB", SpanLimits.TEXT_BYTES >> 10),
        limit("Headers of a request", "%,d KiB", OtlpDoor.MAX_HEADERS_BYTES >> 10),
        limit("Request line", "%,d KiB", OtlpDoor.MAX_REQUEST_LINE_BYTES >> 10),
        limit("Connections", "%,d", connections),
        limit("Idle connection", "%,d s", idle.toSeconds()),
        limit("Until the next byte", "%,d s", arrival.next().toSeconds()),
        limit("Until all headers are there", "%,d s", arrival.head().toSeconds()),
        limit("Until a request is there", "%,d s", arrival.whole().toSeconds()),
        limit(
            "Until the reader of an answer takes the next 16 KiB",
            "%,d s",
            departure.next().toSeconds()),
        limit("Of an answer in a second, least", "%,d KiB", departure.bytesPerSecond() >> 10),
        limit("Time to stop", "%,d s", grace.toSeconds()),
        limit("Searches at once", "%,d", SearchPlaces.MOST),
        limit("Searches of one reader at once", "%,d", SearchPlaces.MOST_OF_ONE),
        limit("Wait for a place among them", "%,d s", Places.PATIENCE.toSeconds()),
        limit("Traces downloaded at once", "%,d", DownloadPlaces.MOST),
        limit("Of these by one reader", "%,d", DownloadPlaces.MOST_OF_ONE),
        limit("Pinned traces", "%,d", PinTrace.MOST),
        limit("Senders told apart", "%,d", SenderBook.MOST));
  }

  private static EffectiveLimit limit(String name, String format, long value) {
    return new EffectiveLimit(name, String.format(Locale.ROOT, format, value));
  }

  /// All limits in one line for the operator, those of the OTLP door among them.
  ///
  /// @param maxBodyBytes the largest body that may be posted
  String inWords(long maxBodyBytes) {
    return String.format(
        Locale.ROOT,
        "body %d MiB, headers %d KiB, request line %d KiB, %,d connections,"
            + " idle %d s, next byte %d s, headers %d s, request %d s, answer %d s and %d KiB/s,"
            + " stop %d s, %d searches, %d of one reader, %d downloads, %d of one reader",
        maxBodyBytes >> 20,
        OtlpDoor.MAX_HEADERS_BYTES >> 10,
        OtlpDoor.MAX_REQUEST_LINE_BYTES >> 10,
        connections,
        idle.toSeconds(),
        arrival.next().toSeconds(),
        arrival.head().toSeconds(),
        arrival.whole().toSeconds(),
        departure.next().toSeconds(),
        departure.bytesPerSecond() >> 10,
        grace.toSeconds(),
        SearchPlaces.MOST,
        SearchPlaces.MOST_OF_ONE,
        DownloadPlaces.MOST,
        DownloadPlaces.MOST_OF_ONE);
  }
}
