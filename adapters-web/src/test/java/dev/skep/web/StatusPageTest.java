package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.ingest.Guardrails.Admission;
import dev.skep.application.job.JobState.Rhythm;
import dev.skep.domain.ingest.RejectedSpans;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusPageTest {
  private static final Resource SHOP =
      Resource.of(
          Attributes.builder()
              .put("service.namespace", "web-shop")
              .put("telemetry.sdk.name", "beyla")
              .put("telemetry.sdk.version", "v2.8.5")
              .put("host.name", "docker-01")
              .build());

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void of_each_sender_one_reads_when_it_sent_last_how_much_and_what_was_refused() {
    send(SHOP, 1_318, new RejectedSpans(SHOP, Rejection.SPAN_ID, 312));

    Document page = door.page("/status");

    assertThat(page.select(".senders tbody tr").eachText())
        .containsExactly(
            "web-shop Beyla 2.8.5 docker-01 just now 1,630 1,630 312 312 this hour"
                + " span id missing or invalid");
    assertThat(page.select(".senders .spark polyline").attr("points")).endsWith("100.0,1.0");
    assertThat(page.select(".figures").text()).contains("1,630/min");
  }

  @Test
  void beyond_so_many_rows_the_page_says_how_many_there_are() {
    for (int i = 0; i < 60; i++) {
      send(Resource.of(Attributes.builder().put("service.name", "s" + i).build()), 1);
    }

    Document page = door.page("/status");

    assertThat(page.select(".senders tbody tr")).hasSize(50);
    assertThat(page.select(".panel-foot").text()).contains("10 more senders");
  }

  @Test
  void what_is_worst_stands_at_the_top() {
    // The store of this test has a damaged segment, and sending on has some trouble.
    assertThat(verdict(door.page("/status")))
        .isEqualTo("Segments: 1 damaged and set aside; and 1 more below");

    door.jobs()
        .enter("canary", new Rhythm.Every(Duration.ofMinutes(5), RunningDoor.CLOCK.instant()));
    assertThatThrownBy(() ->
            door.jobs()
                .run(
                    "canary",
                    () -> {
                      throw new IllegalStateException("the disk is full");
                    }))
        .isInstanceOf(IllegalStateException.class);
    Document page = door.page("/status");

    assertThat(verdict(page)).contains("Segments: 1 damaged").contains("and 2 more below");
    assertThat(page.select(".checks").text()).contains("Jobs failed: canary");
    assertThat(page.select(".badge.is-error").eachText())
        .containsExactly("damaged", "failed: the disk is full");
    assertThat(page.select("#job-canary").attr("href")).startsWith("/traces/");
  }

  @Test
  void storage_is_drawn_and_told() {
    Document page = door.page("/status");

    assertThat(page.select(".storage-bar rect")).hasSize(5);
    assertThat(page.select(".storage-bar").attr("aria-label"))
        .isEqualTo("200 MiB of 10.0 GiB used by 3 segments");
    assertThat(page.select("#segment-table tbody tr").first().text())
        .isEqualTo("3 11:00 12:00 40,000 5,000 7.63 MiB open");
    assertThat(page.select(".figures").text()).contains("109 d 15 h").contains("16 Mar");
  }

  @Test
  void settings_are_shown_with_secrets_masked_and_limits_with_their_values() {
    Document page = door.page("/status");

    assertThat(page.select(".settings tbody tr").eachText())
        .containsExactly(
            "TRACES_INGESTION_API_KEY •••••••• set",
            "TRACES_PORT 3051 default",
            "TRACES_ALLOWED_HOSTS – default");
    assertThat(page.text()).contains("Connections 4,096");
  }

  @Test
  void what_became_of_spans_that_are_sent_on_is_told_with_the_last_error() {
    assertThat(door.page("/status").select(".checks li:contains(Sent on)").text())
        .isEqualTo(
            "look: Sent on 10 of 20 spans to http://other:4318/v1/traces, 5 refused there,"
                + " 3 dropped, 2 waiting, last error: answers 503");
  }

  @Test
  void who_comes_without_the_key_is_told_of() {
    door.senders().stranger("172.18.0.30");

    assertThat(door.page("/status").select(".checks").text())
        .contains("1 request without the right key, the last one just now from 172.18.0.30");
  }

  @Test
  void a_store_that_cannot_answer_is_said_first_and_the_rest_is_there() {
    try (var broken = RunningDoor.overBrokenStore()) {
      var answer = broken.get("/status");
      Document page = Jsoup.parse(answer.body());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(verdict(page)).startsWith("Store: it cannot write and read just now");
      assertThat(page.select("[role=alert]").text()).contains("The store is closing.");
      assertThat(page.select(".settings tbody tr")).isNotEmpty();
    }
  }

  @Test
  void without_ingestion_the_page_says_that_it_is_off() {
    try (var closed = RunningDoor.open(false, 0)) {
      assertThat(closed.page("/status").select(".checks").text()).contains("off; every sender");
    }
  }

  @Test
  void the_figures_ask_for_themselves_again_and_make_no_traces() {
    Document page = door.page("/status");
    String again = page.select("#status").attr("hx-get");
    var piece = door.getPiece(again);

    assertThat(page.select("#status").attr("hx-trigger")).isEqualTo("every 5s");
    assertThat(piece.statusCode()).isEqualTo(200);
    assertThat(Jsoup.parseBodyFragment(piece.body()).body().children()).hasSize(1);
    assertThat(Jsoup.parseBodyFragment(piece.body()).select("#status .verdict")).hasSize(1);
    assertThat(door.ownSpans())
        .extracting(Span::name)
        .contains("GET /status")
        .doesNotContain("GET /status/figures");
  }

  private void send(Resource resource, int count, RejectedSpans... rejected) {
    List<Span> spans = Collections.nCopies(count, span(1).of(resource).build());
    door.senders().taken(new Admission(spans, spans, spans), List.of(rejected));
  }

  private static String verdict(Document page) {
    return page.select(".verdict").text();
  }
}
