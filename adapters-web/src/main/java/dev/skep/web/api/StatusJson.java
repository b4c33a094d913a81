package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.application.usecase.ViewStatus.Status;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.util.Map;

/// The answer of `/api/v1/status`; `docs/http.md` describes it.
final class StatusJson {
  private StatusJson() {}

  static void write(JsonGenerator json, Status status) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("ingest");
    writeIngest(json, status.ingest());
    writePolicy(json, status.policy());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeIngest(JsonGenerator json, IngestFigures figures) throws IOException {
    json.writeStringField("sinceUnixNano", UnixNano.decimal(figures.since()));
    json.writeObjectFieldStart("spans");
    writeNumber(json, "received", figures.received());
    writeNumber(json, "stored", figures.outcomes().stored());
    writeNumber(json, "duplicates", figures.outcomes().duplicates());
    writeNumber(json, "rejected", figures.outcomes().rejectedTotal());
    writeNumber(json, "sampledOut", figures.outcomes().sampledOut());
    writeNumber(json, "rateLimited", figures.outcomes().rateLimited());
    writeNumber(json, "unavailable", figures.outcomes().unavailable());
    writeNumber(json, "underWay", figures.underWay());
    json.writeEndObject();
    json.writeObjectFieldStart("rejectedByReason");
    Map<Rejection, Long> rejected = figures.outcomes().rejected();
    for (Rejection reason : Rejection.values()) {
      writeNumber(json, reason.slug(), rejected.getOrDefault(reason, 0L));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("requestsByStatus");
    for (Map.Entry<Integer, Long> requests : figures.requestsByStatus().entrySet()) {
      writeNumber(json, Integer.toString(requests.getKey()), requests.getValue());
    }
    json.writeEndObject();
  }

  private static void writePolicy(JsonGenerator json, IngestPolicy policy) throws IOException {
    json.writeNumberField("sampleRate", policy.sampleRate().value());
    switch (policy.spanRate()) {
      case SpanRate.Unlimited() -> {}
      case SpanRate.PerSecond(int spans) -> json.writeNumberField("maxSpansPerSecond", spans);
    }
  }

  private static void writeNumber(JsonGenerator json, String name, long number) throws IOException {
    json.writeStringField(name, Long.toString(number));
  }
}
