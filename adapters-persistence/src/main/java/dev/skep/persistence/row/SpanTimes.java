package dev.skep.persistence.row;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The two times of a span and the three columns that keep them.
///
/// `start_time_unix_nano` holds [UnixNano#position], a signed number that SQLite can compare, and
/// `end_offset_nano` the end's position minus it: shorter than the position itself, negative where
/// the end lies before the start, null where no end is known. After 2262-04-11 a position is no
/// longer the time, so `exact_times` holds the times that were sent, as a JSON object; for all
/// others, that is nearly always, it is null.
public record SpanTimes(Instant start, EndTime end) {
  private static final String START = "start_time_unix_nano";
  private static final String END = "end_time_unix_nano";

  public static SpanTimes read(
      long startPosition, @Nullable Long endOffset, @Nullable String exact) {
    Instant start = UnixNano.toInstant(startPosition);
    EndTime end =
        endOffset == null
            ? EndTime.NONE
            : EndTime.at(UnixNano.toInstant(startPosition + endOffset));
    return exact == null ? new SpanTimes(start, end) : new SpanTimes(start, end).with(exact);
  }

  public long startPosition() {
    return UnixNano.position(start);
  }

  public @Nullable Long endOffset() {
    return end instanceof EndTime.At(Instant time)
        ? UnixNano.position(time) - UnixNano.position(start)
        : null;
  }

  /// Where the last moment that the span covers stands in every order of time.
  public long lastPosition() {
    return UnixNano.position(lastMoment());
  }

  public @Nullable String exact() {
    if (!isBeyondPositions(start)
        && !(end instanceof EndTime.At(Instant time) && isBeyondPositions(time))) {
      return null;
    }
    return Json.write(json -> {
      json.writeStartObject();
      write(json, START, start);
      if (end instanceof EndTime.At(Instant time)) {
        write(json, END, time);
      }
      json.writeEndObject();
    });
  }

  /// The end, or the start when the end is unknown or earlier.
  public Instant lastMoment() {
    return end instanceof EndTime.At(Instant time) && time.isAfter(start) ? time : start;
  }

  private SpanTimes with(String exact) {
    return Json.read(
        exact,
        json -> {
          SpanTimes times = this;
          while (Json.nextEntry(json)) {
            times =
                json.currentName().equals(START)
                    ? new SpanTimes(time(json), times.end)
                    : new SpanTimes(times.start, EndTime.at(time(json)));
          }
          return times;
        });
  }

  private static boolean isBeyondPositions(Instant time) {
    return UnixNano.of(time) != UnixNano.position(time);
  }

  private static void write(JsonGenerator json, String name, Instant time) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(UnixNano.decimal(time));
  }

  private static Instant time(JsonParser json) throws IOException {
    return UnixNano.toInstant(Long.parseUnsignedLong(json.getText()));
  }
}
