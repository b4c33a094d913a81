package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.WriteResult;
import dev.skep.application.ingest.IngestResult;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.ingest.SpanBatch;
import dev.skep.domain.trace.Span;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    var taken = new SpanBatch(spans, Map.of(Rejection.SPAN_ID, 2));
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
        .isEqualTo(
            """
            {"ingest":{"sinceUnixNano":"1773748800000000001","spans":{"received":"32","stored":"4",\
            "duplicates":"3","rejected":"2","sampledOut":"2","rateLimited":"1",\
            "unavailable":"10","underWay":"10"},"rejectedByReason":{"traceId":"0","spanId":"2",\
            "parentSpanId":"0","wrongType":"0"},"requestsByStatus":{"200":"1","503":"1"},\
            "sampleRate":0.5,"maxSpansPerSecond":1000}}\
            """);
  }

  @Test
  void a_parameter_is_refused() {
    var answer = door.get("/api/v1/status?part=ingest");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"there is no such parameter\",\"parameter\":\"part\"}");
  }
}
