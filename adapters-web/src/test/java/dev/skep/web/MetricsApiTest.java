package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.WriteResult;
import dev.skep.application.ingest.Guardrails.Admission;
import dev.skep.application.ingest.IngestResult;
import dev.skep.domain.ingest.RejectedSpans;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.ingest.SpanBatch;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetricsApiTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\|");

  private final RunningDoor door = RunningDoor.open().with(span(1));

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_figures_are_those_of_the_status() {
    var batch =
        SpanBatch.of(
            Collections.nCopies(10, span(1).build()),
            new RejectedSpans(Resource.UNKNOWN, Rejection.SPAN_ID, 2));
    door.counters().received(batch);
    door.counters().taken(batch, new IngestResult(new WriteResult(4, 3), 2, 1));
    door.counters().answered(200);
    door.jobs().run("seal", () -> "segment 2");
    door.get("/api/v1/traces");
    door.get("/fails");

    PrometheusFormat metrics = metrics();

    assertThat(metrics.value("skep_ingest_received_spans_total")).isEqualTo(12);
    assertThat(metrics.value("skep_ingest_spans_total", "outcome", "stored")).isEqualTo(4);
    assertThat(metrics.value("skep_ingest_spans_total", "outcome", "rejected")).isEqualTo(2);
    assertThat(metrics.value("skep_ingest_rejected_spans_total", "reason", "spanId")).isEqualTo(2);
    assertThat(metrics.value("skep_ingest_requests_total", "status", "200")).isEqualTo(1);
    assertThat(metrics.value("skep_storage_segments", "state", "sealed")).isEqualTo(1);
    assertThat(metrics.value("skep_failures_total")).isEqualTo(1);
    assertThat(metrics.value("skep_storage_spans")).isEqualTo(1_040_000);
    assertThat(metrics.value("skep_commit_duration_seconds_count")).isEqualTo(2);
    assertThat(metrics.value("skep_commit_duration_seconds_sum")).isEqualTo(0.01);
    assertThat(metrics.value("skep_commit_duration_seconds_bucket", "le", "0.0025")).isEqualTo(1);
    assertThat(metrics.value("skep_query_duration_seconds_count", "query", "search traces"))
        .isEqualTo(1);
    assertThat(metrics.value("skep_job_runs_total", "job", "seal")).isEqualTo(1);
    assertThat(metrics.value("skep_forward_queued_spans_total")).isEqualTo(20);
    assertThat(metrics.value("skep_forward_spans_total", "outcome", "dropped")).isEqualTo(3);
    assertThat(metrics.value("skep_forward_waiting_bytes")).isEqualTo(600);
    assertThat(metrics.value("skep_forward_up")).isZero();
    assertThat(metrics.value("jvm_heap_used_bytes")).isPositive();
  }

  @Test
  void the_document_lists_every_family_with_its_type() throws IOException {
    door.jobs().run("seal", () -> "segment 2");
    door.get("/api/v1/traces");
    List<Span> spans = List.of(span(1).build());
    door.senders().taken(new Admission(spans, spans, spans), List.of());
    String document = Files.readString(Path.of("..", "docs", "metrics.md"));

    Map<String, String> listed =
        ROW.matcher(document)
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    assertThat(listed).containsExactlyInAnyOrderEntriesOf(metrics().types());
  }

  @Test
  void a_store_that_cannot_answer_leaves_the_rest_to_be_read() {
    try (var broken = RunningDoor.overBrokenStore()) {
      var answer = broken.get("/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(PrometheusFormat.parse(answer.body()).value("skep_storage_up")).isZero();
    }
  }

  @Test
  void it_is_text_of_the_version_that_scrapers_ask_for() {
    var answer = door.get("/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  private PrometheusFormat metrics() {
    return PrometheusFormat.parse(door.get("/metrics").body());
  }
}
