package dev.skep.web.explorer.traces;

import dev.skep.application.ingest.SenderFigures;
import dev.skep.application.ingest.SenderFigures.Strangers;
import dev.skep.web.explorer.text.Elapsed;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Times;
import java.time.Instant;

/// What the page says while no span has come yet.
///
/// @param arrived whether one has
/// @param since when Skep began to look out for one
/// @param strangers who came without the right key, or empty
public record Waiting(boolean arrived, String since, String sinceExact, String strangers) {
  static Waiting of(boolean arrived, SenderFigures senders, Times times, Instant now) {
    return new Waiting(
        arrived,
        times.time(senders.since()),
        Formats.iso(senders.since()),
        senders.strangers() instanceof Strangers.Came came ? words(came, now) : "");
  }

  private static String words(Strangers.Came came, Instant now) {
    return Formats.count(came.requests(), "request")
        + " came without the right key, the last one "
        + Elapsed.since(came.last(), now)
        + " from "
        + came.address();
  }
}
