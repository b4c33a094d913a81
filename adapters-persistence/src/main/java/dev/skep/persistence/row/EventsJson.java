package dev.skep.persistence.row;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The events of a span as a JSON array of objects, whose keys are OTLP's field names in snake
/// case, as those of columns. Times are numbers with all digits, even beyond 64 signed bits.
public final class EventsJson {
  private static final String TIME = "time_unix_nano";
  private static final String NAME = "name";
  private static final String ATTRIBUTES = "attributes";
  private static final String DROPPED = "dropped_attributes_count";

  private EventsJson() {}

  public static String write(List<SpanEvent> events) {
    return Json.write(json -> {
      json.writeStartArray();
      for (SpanEvent event : events) {
        write(json, event);
      }
      json.writeEndArray();
    });
  }

  public static List<SpanEvent> read(String text) {
    return Json.read(
        text,
        json -> {
          List<SpanEvent> events = new ArrayList<>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            events.add(event(json));
          }
          return events;
        });
  }

  private static void write(JsonGenerator json, SpanEvent event) throws IOException {
    json.writeStartObject();
    json.writeFieldName(TIME);
    json.writeNumber(UnixNano.decimal(event.time()));
    json.writeStringField(NAME, event.name());
    json.writeFieldName(ATTRIBUTES);
    AttributesJson.write(json, event.attributes());
    json.writeNumberField(DROPPED, event.droppedAttributesCount());
    json.writeEndObject();
  }

  private static SpanEvent event(JsonParser json) throws IOException {
    Instant time = Instant.EPOCH;
    String name = "";
    Attributes attributes = Attributes.NONE;
    long dropped = 0;
    while (Json.nextEntry(json)) {
      switch (json.currentName()) {
        case TIME -> time = UnixNano.toInstant(Long.parseUnsignedLong(json.getText()));
        case NAME -> name = json.getText();
        case ATTRIBUTES -> attributes = AttributesJson.read(json);
        case DROPPED -> dropped = json.getLongValue();
        default -> json.skipChildren();
      }
    }
    return new SpanEvent(time, name, attributes, dropped);
  }
}
