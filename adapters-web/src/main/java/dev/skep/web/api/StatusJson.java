package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.application.Forwarding;
import dev.skep.application.SlowCallers;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.application.job.JobRun;
import dev.skep.application.job.JobRun.Recorded;
import dev.skep.application.job.JobRun.Result;
import dev.skep.application.job.JobState;
import dev.skep.application.job.JobState.Last;
import dev.skep.application.job.JobState.Rhythm;
import dev.skep.application.reading.SearchFigures;
import dev.skep.application.selftrace.OwnTraceFigures;
import dev.skep.application.selftrace.TraceParent;
import dev.skep.application.usecase.ViewStatus.Status;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.UnixNano;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The answer of `/api/v1/status`; `docs/http.md` describes it.
final class StatusJson {
  private StatusJson() {}

  static void write(JsonGenerator json, Status status) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("ingest");
    writeIngest(json, status.ingest());
    writePolicy(json, status.policy());
    SenderJson.write(json, status.senders());
    json.writeEndObject();
    StorageJson.write(json, status.storage(), status.at());
    writeSearches(json, status.questions().searches());
    writeJobs(json, status.jobs());
    writeOwnTraces(json, status.ownTraces());
    writeForwarding(json, status.forwarding());
    writeSlowCallers(json, status.slowCallers());
    writeNumber(json, "failures", status.failures());
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

  private static void writeSearches(JsonGenerator json, SearchFigures searches) throws IOException {
    json.writeObjectFieldStart("searches");
    json.writeNumberField("running", searches.running());
    json.writeNumberField("most", searches.most());
    json.writeNumberField("mostOfOneReader", searches.mostOfOne());
    json.writeNumberField("waiting", searches.waiting());
    writeNumber(json, "turnedAway", searches.turnedAway());
    json.writeEndObject();
  }

  private static void writeJobs(JsonGenerator json, List<JobState> jobs) throws IOException {
    json.writeArrayFieldStart("jobs");
    for (JobState job : jobs) {
      json.writeStartObject();
      json.writeStringField("name", job.name());
      json.writeBooleanField("running", job.running());
      writeNumber(json, "runs", job.runs());
      writeNumber(json, "failures", job.failures());
      if (job.rhythm() instanceof Rhythm.Every(Duration interval, Instant next)) {
        writeNumber(json, "intervalNano", interval.toNanos());
        json.writeStringField("nextRunUnixNano", UnixNano.decimal(next));
      }
      if (job.last() instanceof Last.Of(JobRun run)) {
        writeRun(json, run);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeRun(JsonGenerator json, JobRun run) throws IOException {
    json.writeObjectFieldStart("lastRun");
    json.writeStringField("startUnixNano", UnixNano.decimal(run.start()));
    writeNumber(json, "durationNano", run.took().toNanos());
    json.writeBooleanField("failed", run.result() instanceof Result.Failed);
    json.writeStringField("result", run.result().text());
    if (run.trace() instanceof Recorded.As(TraceParent position)) {
      json.writeStringField("traceId", position.traceId().value());
    }
    json.writeEndObject();
  }

  private static void writeOwnTraces(JsonGenerator json, OwnTraceFigures own) throws IOException {
    json.writeObjectFieldStart("ownTraces");
    json.writeBooleanField("recording", own.recording());
    writeNumber(json, "storedSpans", own.stored());
    writeNumber(json, "tracesOverRate", own.overRate());
    writeNumber(json, "spansOverSize", own.overSize());
    writeNumber(json, "spansWithoutRoom", own.noRoom());
    writeNumber(json, "spansNotStored", own.notStored());
    json.writeEndObject();
  }

  private static void writeForwarding(JsonGenerator json, Forwarding forwarding)
      throws IOException {
    json.writeObjectFieldStart("forwarding");
    json.writeBooleanField("on", forwarding instanceof Forwarding.On);
    if (forwarding instanceof Forwarding.On on) {
      json.writeStringField("endpoint", on.endpoint());
      json.writeObjectFieldStart("spans");
      writeNumber(json, "queued", on.queued());
      writeNumber(json, "sent", on.sent());
      writeNumber(json, "failed", on.failed());
      writeNumber(json, "dropped", on.dropped());
      writeNumber(json, "waiting", on.waiting());
      json.writeEndObject();
      writeNumber(json, "waitingBytes", on.waitingBytes());
      writeNumber(json, "maxBytes", on.maxBytes());
      json.writeStringField("trouble", on.trouble());
    }
    json.writeEndObject();
  }

  private static void writeSlowCallers(JsonGenerator json, SlowCallers.Figures slow)
      throws IOException {
    json.writeObjectFieldStart("slowConnectionsClosed");
    writeNumber(json, "sending", slow.sending());
    writeNumber(json, "reading", slow.reading());
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
