package dev.skep.persistence.row;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.SpanLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The links of a span as a JSON array of objects, whose keys are OTLP's field names in snake case,
/// as those of columns. Ids are text here, for a link's may be anything.
public final class LinksJson {
  private static final String TRACE_ID = "trace_id";
  private static final String SPAN_ID = "span_id";
  private static final String TRACE_STATE = "trace_state";
  private static final String FLAGS = "flags";
  private static final String ATTRIBUTES = "attributes";
  private static final String DROPPED = "dropped_attributes_count";

  private LinksJson() {}

  public static String write(List<SpanLink> links) {
    return Json.write(json -> {
      json.writeStartArray();
      for (SpanLink link : links) {
        write(json, link);
      }
      json.writeEndArray();
    });
  }

  public static List<SpanLink> read(String text) {
    return Json.read(
        text,
        json -> {
          List<SpanLink> links = new ArrayList<>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            links.add(link(json));
          }
          return links;
        });
  }

  private static void write(JsonGenerator json, SpanLink link) throws IOException {
    json.writeStartObject();
    json.writeStringField(TRACE_ID, link.traceId());
    json.writeStringField(SPAN_ID, link.spanId());
    json.writeStringField(TRACE_STATE, link.traceState());
    json.writeNumberField(FLAGS, link.flags());
    json.writeFieldName(ATTRIBUTES);
    AttributesJson.write(json, link.attributes());
    json.writeNumberField(DROPPED, link.droppedAttributesCount());
    json.writeEndObject();
  }

  private static SpanLink link(JsonParser json) throws IOException {
    String traceId = "";
    String spanId = "";
    String traceState = "";
    long flags = 0;
    Attributes attributes = Attributes.NONE;
    long dropped = 0;
    while (Json.nextEntry(json)) {
      switch (json.currentName()) {
        case TRACE_ID -> traceId = json.getText();
        case SPAN_ID -> spanId = json.getText();
        case TRACE_STATE -> traceState = json.getText();
        case FLAGS -> flags = json.getLongValue();
        case ATTRIBUTES -> attributes = AttributesJson.read(json);
        case DROPPED -> dropped = json.getLongValue();
        default -> json.skipChildren();
      }
    }
    return new SpanLink(traceId, spanId, traceState, flags, attributes, dropped);
  }
}
