package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.application.ingest.SenderFigures;
import dev.skep.application.ingest.SenderFigures.Fate;
import dev.skep.application.ingest.SenderFigures.Others;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.application.ingest.SenderFigures.Strangers;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.time.Instant;

/// What `/api/v1/status` says of who sends.
final class SenderJson {
  private SenderJson() {}

  static void write(JsonGenerator json, SenderFigures figures) throws IOException {
    json.writeArrayFieldStart("senders");
    for (SenderState sender : figures.senders()) {
      json.writeStartObject();
      json.writeStringField("name", sender.name());
      json.writeObjectFieldStart("agent");
      json.writeStringField("name", sender.agent().name());
      json.writeStringField("language", sender.agent().language());
      json.writeStringField("version", sender.agent().version());
      json.writeEndObject();
      json.writeStringField("host", sender.host());
      write(json, sender);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (figures.others() instanceof Others.Together(SenderState together)) {
      json.writeObjectFieldStart("otherSenders");
      write(json, together);
      json.writeEndObject();
    }
    if (figures.strangers() instanceof Strangers.Came(long requests, Instant last, String from)) {
      json.writeObjectFieldStart("withoutKey");
      number(json, "requests", requests);
      json.writeStringField("lastUnixNano", UnixNano.decimal(last));
      json.writeStringField("lastAddress", from);
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, SenderState sender) throws IOException {
    json.writeStringField("lastBatchUnixNano", UnixNano.decimal(sender.lastBatch()));
    number(json, "batches", sender.batches());
    number(json, "spansLastMinute", sender.spansLastMinute());
    number(json, "rejectedLastHour", sender.rejectedLastHour());
    Fate fate = sender.fate();
    json.writeObjectFieldStart("spans");
    number(json, "received", fate.received());
    number(json, "kept", fate.kept());
    number(json, "rejected", fate.rejectedTotal());
    number(json, "sampledOut", fate.sampledOut());
    number(json, "rateLimited", fate.rateLimited());
    number(json, "unavailable", fate.unavailable());
    json.writeEndObject();
    json.writeObjectFieldStart("rejectedByReason");
    for (Rejection reason : Rejection.values()) {
      Long spans = fate.rejected().get(reason);
      if (spans != null) {
        number(json, reason.slug(), spans);
      }
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, long number) throws IOException {
    json.writeStringField(name, Long.toString(number));
  }
}
