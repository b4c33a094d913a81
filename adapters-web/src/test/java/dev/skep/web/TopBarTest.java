package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopBarTest {
  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_page_that_is_shown_is_marked_and_links_carry_the_range_along() {
    var nav = door.page("/traces?range=6h&service=nginx&cursor=").select(".topbar nav");

    assertThat(nav.select("a").eachText()).containsExactly("Traces", "Services", "Map", "Status");
    assertThat(nav.select("[aria-current=page]").eachText()).containsExactly("Traces");
    assertThat(nav.select("a").eachAttr("href"))
        .containsExactly(
            "/traces?range=6h", "/services?range=6h", "/map?range=6h", "/status?range=6h");
    assertThat(door.page("/traces").select(".topbar nav a").eachAttr("href"))
        .containsExactly("/traces", "/services", "/map", "/status");
  }

  @Test
  void the_menu_offers_the_same_search_over_other_times() {
    var menu = door.with(span(1)).page("/traces?service=nginx&range=24h").select("#range");

    assertThat(menu.select("summary").text()).contains("Last 24 hours");
    assertThat(menu.select("[aria-current]").eachText()).containsExactly("Last 24 hours");
    assertThat(menu.select("a").eachAttr("href"))
        .contains("/traces?service=nginx&range=15m", "/traces?service=nginx&range=all");
    assertThat(door.page("/traces").select("#range summary").text()).contains("Last 1 hour");
    assertThat(door.page("/traces/" + "0".repeat(31) + "1").select("#range")).isEmpty();
  }

  @Test
  void an_own_range_is_typed_by_the_reader_s_clock_and_named_in_utc() {
    String typed =
        "/range?back=%2Ftraces%3Fservice%3Dnginx&from=2026-03-17T13:30&to=2026-03-17T14:00:00.500";
    var answer =
        door.with(span(1)).send(door.request(typed).header("Cookie", "zone=Europe/Berlin").build());
    String place = answer.headers().firstValue("Location").orElseThrow();
    var page =
        Jsoup.parse(
            door.send(door.request(place).header("Cookie", "zone=Europe/Berlin").build()).body());

    assertThat(place)
        .isEqualTo(
            "/traces?service=nginx&from=2026-03-17T12%3A30%3A00Z&to=2026-03-17T13%3A00%3A00.500Z");
    assertThat(page.select("#range summary").text()).contains("13:30 – 14:00");
    assertThat(page.select("#range-from").val()).isEqualTo("2026-03-17T13:30:00.000");
    assertThat(page.select(".foot").text()).contains("Times in Europe/Berlin");
  }

  @Test
  void what_cannot_be_read_of_an_own_range_is_said_on_the_page() {
    String place =
        door.with(span(1))
            .get("/range?back=%2Ftraces&from=soon&to=")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    var answer = door.get(place);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).select("#results .problems").text())
        .contains("from must be a time");
    assertThat(
            door.get("/range?back=https://evil.example&from=&to=").headers().firstValue("Location"))
        .contains("/traces");
  }

  @Test
  void the_search_is_about_the_last_hour_unless_another_time_is_asked_for() {
    door.with(span(1), span(2).in(2).after(Duration.ofSeconds(-1)));

    assertThat(door.page("/traces").select("#results .row-link")).hasSize(1);
    assertThat(door.page("/traces?range=all").select("#results .row-link")).hasSize(2);
    assertThat(door.page("/traces?service=x").select("#results .drops a").eachAttr("href"))
        .containsExactly("/traces", "/traces?service=x&range=all");
  }

  @Test
  void times_are_shown_in_the_zone_of_the_cookie() {
    door.with(span(1));
    var request = door.request("/traces").header("Cookie", "zone=Asia/Kolkata").build();
    var page = Jsoup.parse(door.send(request).body());

    assertThat(page.select("#results time").first().text()).isEqualTo("17:30:00.000");
    assertThat(page.select("[name=zone]").val()).isEqualTo("UTC");
    assertThat(door.page("/traces").select("[name=zone]").val()).isEqualTo("browser");
  }
}
