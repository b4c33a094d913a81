package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.WriteResult;
import dev.skep.application.ingest.Guardrails.Admission;
import dev.skep.application.ingest.IngestResult;
import dev.skep.application.job.JobRun.Recorded;
import dev.skep.application.job.JobState.Last;
import dev.skep.application.job.JobState.Rhythm;
import dev.skep.domain.ingest.RejectedSpans;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.ingest.SpanBatch;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusApiTest {
  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_status_tells_what_became_of_every_span() {
    List<Span> spans = Collections.nCopies(10, span(1).build());
    var taken = SpanBatch.of(spans, new RejectedSpans(Resource.UNKNOWN, Rejection.SPAN_ID, 2));
    var counters = door.counters();
    counters.received(taken);
    counters.taken(taken, new IngestResult(new WriteResult(4, 3), 2, 1));
    counters.answered(200);
    counters.received(SpanBatch.of(spans));
    counters.unavailable(SpanBatch.of(spans));
    counters.answered(503);
    counters.received(SpanBatch.of(spans));

    var answer = door.get("/api/v1/status");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .startsWith(
            """
            {"ingest":{"sinceUnixNano":"1773748800000000001","spans":{"received":"32","stored":"4",\
            "duplicates":"3","rejected":"2","sampledOut":"2","rateLimited":"1",\
            "unavailable":"10","underWay":"10"},"rejectedByReason":{"traceId":"0","spanId":"2",\
            "parentSpanId":"0","wrongType":"0"},"requestsByStatus":{"200":"1","503":"1"},\
            "sampleRate":0.5,"maxSpansPerSecond":1000,"senders":[]},\
            """);
  }

  @Test
  void the_status_tells_of_each_sender_what_became_of_its_spans() {
    Resource beyla =
        Resource.of(
            Attributes.builder()
                .put("service.namespace", "shop")
                .put("telemetry.sdk.name", "beyla")
                .put("telemetry.sdk.language", "nodejs")
                .put("telemetry.sdk.version", "v2.8.5")
                .put("host.name", "docker-01")
                .build());
    List<Span> spans = Collections.nCopies(3, span(1).of(beyla).build());
    door.senders()
        .taken(
            new Admission(spans, spans, spans),
            List.of(new RejectedSpans(beyla, Rejection.SPAN_ID, 2)));
    door.senders().stranger("172.18.0.30");

    assertThat(door.get("/api/v1/status").body())
        .contains(
            """
            "senders":[{"name":"shop","agent":{"name":"beyla","language":"nodejs",\
            "version":"2.8.5"},"host":"docker-01","lastBatchUnixNano":"1773752400000000001",\
            "batches":"1","spansLastMinute":"5","rejectedLastHour":"2","spans":{"received":"5","kept":"3",\
            "rejected":"2","sampledOut":"0","rateLimited":"0","unavailable":"0"},\
            "rejectedByReason":{"spanId":"2"}}],"withoutKey":{"requests":"1",\
            "lastUnixNano":"1773752400000000001","lastAddress":"172.18.0.30"}}\
            """);
  }

  @Test
  void the_status_tells_how_the_store_is_doing() {
    assertThat(door.get("/api/v1/status").body())
        .contains(
            """
            "storage":{"spans":"1040000","bytes":"210000000","maxBytes":"10737418240",\
            "freeDiskBytes":"40802189312","keptFreeDiskBytes":"1073741824",\
            "oldestSpanUnixNano":"1773640800000000001","roomLastsNano":"9474676000000000",\
            "retentionNano":"604800000000000","pinnedTraces":2,"queue":{"spans":12,\
            "maxSpans":40000,"longestWaitNano":"3000000"},"commits":{"count":"2",\
            "lastNano":"8000000","p50Nano":"2000000","p99Nano":"8000000"},\
            "segmentsByState":{"open":1,"full":0,"sealed":1,"damaged":1},"droppedSegments":"4",\
            "segments":[{"number":"1","state":"sealed","spans":"1000000","traces":"120000",\
            "bytes":"200000000","begunUnixNano":"1773640800000000001",\
            "firstStartUnixNano":"1773640800000000001",\
            "lastMomentUnixNano":"1773730800000000001"},{"number":"2","state":"damaged",\
            "spans":"0","traces":"0","bytes":"4096","begunUnixNano":"1773730800000000001"},\
            """);
  }

  @Test
  void the_status_tells_of_each_job_what_came_of_it_and_where_its_trace_is() {
    door.jobs().enter("canary", new Rhythm.Every(Duration.ofMinutes(5), Spans.NOON));
    door.jobs().run("seal", () -> "segment 1, 1000000 spans");
    String trace =
        door.jobs().jobs().stream()
            .filter(job -> job.name().equals("seal"))
            .map(job -> ((Recorded.As) ((Last.Of) job.last()).run().trace()).position())
            .findFirst()
            .orElseThrow()
            .traceId()
            .value();

    assertThat(door.get("/api/v1/status").body())
        .contains(
            """
            {"name":"canary","running":false,"runs":"0","failures":"0",\
            "intervalNano":"300000000000","nextRunUnixNano":"1773748800000000001"}\
            """,
            "\"failed\":false,\"result\":\"segment 1, 1000000 spans\",\"traceId\":\"" + trace,
            "\"ownTraces\":{\"recording\":true");
  }

  @Test
  void the_status_tells_what_became_of_spans_that_are_sent_on() {
    assertThat(door.get("/api/v1/status").body())
        .contains(
            """
            "forwarding":{"on":true,"endpoint":"http://other:4318/v1/traces","spans":{\
            "queued":"20","sent":"10","failed":"5","dropped":"3","waiting":"2"},\
            "waitingBytes":"600","maxBytes":"4000","trouble":"answers 503"}\
            """);
  }

  @Test
  void a_store_that_cannot_answer_leaves_the_rest_to_be_read() {
    try (var broken = RunningDoor.overBrokenStore()) {
      assertThat(broken.get("/api/v1/status").body())
          .contains("\"storage\":{\"unavailable\":\"The store is closing.\"}", "\"jobs\":[");
    }
  }

  @Test
  void a_parameter_is_refused() {
    var answer = door.get("/api/v1/status?part=ingest");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"there is no such parameter\",\"parameter\":\"part\"}");
  }
}
