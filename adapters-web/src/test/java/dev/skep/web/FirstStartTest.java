package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FirstStartTest {
  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
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

  @Test
  void the_first_span_ends_the_waiting() {
    door.with(span(1));

    assertThat(Jsoup.parse(door.get("/first-span").body()).text())
        .contains("The first span has arrived");
  }
}
