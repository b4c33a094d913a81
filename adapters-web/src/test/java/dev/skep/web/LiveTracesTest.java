package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.ingest.Guardrails.Admission;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LiveTracesTest {
  private final RunningDoor door = RunningDoor.open().with(span(1));

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_switch_is_a_link_to_the_same_search() {
    Document off = door.page("/traces?service=checkout&sort=slowest&range=6h");
    Document on = door.page("/traces?range=6h&live=on");

    assertThat(off.select("#live-switch").attr("href"))
        .isEqualTo("/traces?service=checkout&range=6h&live=on");
    assertThat(off.select("#live-switch").attr("aria-pressed")).isEqualTo("false");
    assertThat(off.select("#live").hasAttr("hx-get")).isFalse();
    assertThat(on.select("#live-switch").attr("href")).isEqualTo("/traces?range=6h");
    assertThat(on.select("#live-switch").attr("aria-pressed")).isEqualTo("true");
    assertThat(on.select("#live").attr("hx-trigger")).startsWith("every 3s");
    assertThat(on.select("#results").attr("aria-live")).isEqualTo("off");
  }

  @Test
  void only_the_newest_traces_of_a_time_without_end_can_be_followed() {
    assertThat(polls("/traces?live=on&range=all")).isTrue();
    assertThat(polls("/traces?live=on&from=2026-03-17T00:00:00Z")).isTrue();
    assertThat(polls("/traces?live=on&range=all&sort=slowest")).isFalse();
    String past = "/traces?live=on&from=2026-03-17T00:00:00Z&to=2026-03-17T23:00:00Z";
    assertThat(polls(past)).isFalse();
    assertThat(door.page(past).select("#live-switch")).isEmpty();
  }

  @Test
  void a_list_in_which_nothing_changed_is_not_sent_again() {
    String poll = door.page("/traces?live=on&range=all").select("#live").attr("hx-get");

    Document same = update(poll);

    assertThat(same.select("#results")).isEmpty();
    assertThat(same.select("#live[hx-swap-oob]").attr("hx-get")).isEqualTo(poll);
  }

  @Test
  void a_trace_that_arrives_and_one_that_grows_send_the_list_again() {
    String poll = door.page("/traces?live=on&range=all").select("#live").attr("hx-get");

    door.with(span(2).in(2));
    Document arrived = update(poll);
    assertThat(arrived.select("#results[hx-swap-oob] .row-link")).hasSize(2);
    assertThat(arrived.select("#filters, #range")).isEmpty();

    String next = arrived.select("#live").attr("hx-get");
    assertThat(update(next).select("#results")).isEmpty();
    door.with(span(3).in(2));
    assertThat(update(next).select("#results .row-link")).hasSize(2);
  }

  @Test
  void following_makes_no_traces_and_goes_on_while_the_store_cannot_answer() {
    String poll = door.page("/traces?live=on&range=all").select("#live").attr("hx-get");
    update(poll);

    assertThat(door.ownSpans()).extracting(Span::name).doesNotContain("GET /live");
    try (var broken = RunningDoor.overBrokenStore()) {
      var answer = broken.getPiece(poll);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(Jsoup.parse(answer.body()).select("[hx-swap-oob]")).isEmpty();
    }
  }

  @Test
  void the_page_tells_who_sent_last() {
    send("service.namespace", "shop", "docker-01");
    send("service.name", "<b>orders</b>", "");

    Document page = door.page("/traces");

    assertThat(page.select("#live > span").text())
        .contains("shop by Beyla on docker-01 just now")
        .contains("<b>orders</b> just now");
    assertThat(page.select("#live b")).isEmpty();
  }

  @Test
  void the_same_search_as_json_does_not_follow() {
    String json = door.page("/traces?live=on&range=all").select(".pager .push").attr("href");

    assertThat(door.get(json).statusCode()).isEqualTo(200);
  }

  private boolean polls(String address) {
    return door.page(address).select("#live").hasAttr("hx-get");
  }

  private Document update(String poll) {
    return Jsoup.parse(door.getPiece(poll).body());
  }

  private void send(String key, String name, String host) {
    Resource resource =
        Resource.of(
            Attributes.builder()
                .put(key, name)
                .put("telemetry.sdk.name", host.isEmpty() ? "opentelemetry" : "beyla")
                .put("host.name", host)
                .build());
    List<Span> spans = List.of(span(9).of(resource).build());
    door.senders().taken(new Admission(spans, spans, spans), List.of());
  }
}
