package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the first page says until something has arrived.
final class FirstStartTest {
  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void before_the_first_span_the_page_says_how_to_send_one_to_this_address() {
    var page = door.page("/traces?service=nginx");

    assertThat(page.select("h1").text()).isEqualTo("Nothing has arrived yet");
    assertThat(page.select("#compose").text())
        .contains("http://localhost:" + door.port() + "/api/traces/otlp", "X-API-Key=${SKEP_KEY}");
    assertThat(page.select("#waiting").attr("hx-get")).isEqualTo("/first-span");
    assertThat(page.select("#waiting .without-script a").attr("href")).isEqualTo("/traces");
  }

  @Test
  void behind_a_proxy_with_encryption_spans_are_to_be_sent_encrypted_too() {
    try (var behindProxy = Guarded.emptyBehind("127.0.0.1")) {
      var page =
          Jsoup.parse(
              behindProxy
                  .send(
                      "GET",
                      "/traces",
                      "",
                      "X-Forwarded-Proto",
                      "https",
                      "X-Forwarded-For",
                      "203.0.113.9")
                  .body());

      assertThat(page.select("#compose").text())
          .contains("\"https://localhost:" + behindProxy.port() + "/api/traces/otlp\"");
      assertThat(page.select("#shell").text())
          .contains("https://localhost:" + behindProxy.port() + "/api/traces/otlp");
    }
  }

  @Test
  void the_waiting_piece_says_when_the_first_span_arrives_and_stops_asking() {
    var waiting = Jsoup.parse(door.get("/first-span").body());
    door.with(span(1));
    var arrived = Jsoup.parse(door.get("/first-span").body());

    assertThat(waiting.select("#waiting").attr("hx-trigger")).isEqualTo("every 3s");
    assertThat(arrived.select("#waiting").text()).contains("The first span has arrived");
    assertThat(arrived.select("#waiting").hasAttr("hx-get")).isFalse();
    assertThat(arrived.select("#waiting a").attr("href")).isEqualTo("/traces?range=all");
  }

  @Test
  void while_ingestion_is_off_the_page_says_how_to_switch_it_on() {
    try (var off = RunningDoor.open(false, 0)) {
      assertThat(off.page("/traces").select(".notice").text())
          .contains("TRACES_INGESTION_ENABLED=true");
      assertThat(off.page("/traces").select("#waiting")).isEmpty();
    }
  }

  @Test
  void the_page_says_since_when_nothing_came() {
    assertThat(door.page("/traces").select("#waiting .detail").text())
        .isEqualTo("No request with spans to /api/traces/otlp since 13:00:00.000");
  }

  @Test
  void who_tries_with_a_wrong_key_is_told_of_at_once() {
    door.senders().stranger("172.18.0.30");

    assertThat(door.page("/traces").select("#waiting .detail").text())
        .isEqualTo(
            "1 request came without the right key, the last one just now from 172.18.0.30:"
                + " check the header of the sender");
  }
}
