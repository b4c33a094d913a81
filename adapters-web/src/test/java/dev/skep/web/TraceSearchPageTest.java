package dev.skep.web;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.TraceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceSearchPageTest {
  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_first_address_leads_to_the_traces() {
    var answer = door.get("/");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/traces");
  }

  @Test
  void a_row_shows_what_the_trace_is() {
    door.with(
        span(1).of("nginx").named("POST /checkout").lasting(Duration.ofNanos(412_381_204)),
        span(2).under(1).of("app-gw").inError().after(Duration.ofNanos(10)));

    var row = door.page("/traces").select("#results tbody tr").first();

    assertThat(row.select("time").text()).isEqualTo("12:00:00.000");
    assertThat(row.select("time").attr("title")).isEqualTo(NOON.toString());
    assertThat(row.select(".badge").text()).isEqualTo("eBPF");
    assertThat(row.select(".row-link").attr("href"))
        .isEqualTo("/traces/00000000000000000000000000000001");
    assertThat(row.select(".row-link .service").text()).isEqualTo("nginx");
    assertThat(row.select(".row-link .op").text()).isEqualTo("POST /checkout");
    assertThat(row.select("td:nth-child(3) rect").attr("width")).isEqualTo("100%");
    assertThat(row.select("td:nth-child(4)").text()).isEqualTo("412 ms");
    assertThat(row.select("td:nth-child(4)").attr("title")).isEqualTo("412,381,204 ns");
    assertThat(row.select("td:nth-child(5)").text()).isEqualTo("2");
    assertThat(row.select("td:nth-child(6) a").eachText()).containsExactly("nginx", "app-gw");
    assertThat(row.select("td:nth-child(7)").text()).isEqualTo("1");
  }

  @Test
  void services_without_a_chip_are_counted_once_however_narrow_the_page_is() {
    String name = "recommendation-service-";
    door.with(
        span(1).of(name + "1"), span(2).under(1).of(name + "2"), span(3).under(1).of(name + "3"));
    door.with(
        span(1).in(2).of("a"), span(2).in(2).under(1).of("b"), span(3).in(2).under(1).of("c"));

    var page = door.page("/traces");

    var few = page.select("#results .chips:has(.is-more)");
    assertThat(few.select(".is-more").text()).isEqualTo("+2");
    assertThat(few.hasAttr("data-fewer")).isFalse();
    var all = page.select("#results .chips:not(:has(.is-more))");
    assertThat(all.select(".chip").eachText()).containsExactly("a", "b", "c");
    assertThat(all.attr("data-fewer")).isEqualTo("+1");
  }

  @ParameterizedTest
  @CsvSource({
    "source=ebpf, 1 3",
    "source=http, 2",
    "source=scheduler, ''",
    "service=httpd, 2",
    "operation=GET+%2Fcart, 3",
    "status=error, 3",
    "status=success, 2 1",
    "minDuration=1ms, 3 1",
    "maxDuration=1ms, 2",
    "service=nginx&operation=GET+%2Fcart, 3",
    "q=%7Bresource.service.name%3D~%60n.*%60%26%26duration%3E1ms%7D, 3 1",
    "service=httpd&q=%7Bduration%3C1ms%7D, 2",
    "sort=oldest, 1 2 3",
    "sort=newest, 3 2 1",
    "sort=slowest, 3 1 2",
    "sort=most-errors, 3 1 2",
    "'', 3 2 1"
  })
  void each_filter_and_order_gives_its_traces(String query, String expected) {
    door.with(
        span(1).in(1),
        span(2)
            .in(2)
            .of("httpd")
            .from(TraceSource.HTTP)
            .lasting(Duration.ofNanos(500))
            .after(Duration.ofSeconds(1)),
        span(3)
            .in(3)
            .named("GET /cart")
            .inError()
            .lasting(Duration.ofSeconds(2))
            .after(Duration.ofSeconds(2)));

    var shown = ids(door.page("/traces?" + query));

    if (query.startsWith("source=ebpf")) {
      assertThat(shown).containsExactlyInAnyOrder("1", "3");
    } else {
      assertThat(shown).containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }
  }

  @Test
  void when_nothing_matches_each_filter_can_be_dropped() {
    var page = door.with(span(1)).page("/traces?service=nope&status=error");

    assertThat(page.select("#results .empty").text()).contains("No stored trace matches");
    assertThat(page.select("#results .chip-drop").eachAttr("href"))
        .containsExactly(
            "/traces?status=error",
            "/traces?service=nope",
            "/traces?service=nope&status=error&range=all");
  }

  @Test
  void an_unavailable_store_is_said_with_a_way_to_try_again() {
    try (var broken = RunningDoor.overBrokenStore()) {
      var answer = broken.get("/traces?service=nginx");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(Jsoup.parse(answer.body()).select("#results .notice").text())
          .contains(BrokenStorage.REASON);
      assertThat(Jsoup.parse(answer.body()).select("#results .notice a").attr("href"))
          .isEqualTo("/traces?service=nginx");
    }
  }

  @Test
  void pages_follow_one_another_without_repeating_or_skipping() {
    for (int i = 1; i <= 125; i++) {
      door.with(span(i).in(i).after(Duration.ofMillis(i / 3)));
    }
    List<String> seen = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    String next = "/traces?source=ebpf";
    int pages = 0;
    while (!next.isEmpty()) {
      var page = door.page(next);
      seen.addAll(ids(page));
      titles.add(page.select("#results-title").text());
      next = page.select(".pager a[rel=next]").attr("href");
      assertThat(page.select(".pager a:contains(First page)").isEmpty()).isEqualTo(pages == 0);
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(seen).hasSize(125).doesNotHaveDuplicates();
    assertThat(door.page("/traces").select("#results-title").text()).startsWith("1–50 of 1");
    assertThat(titles).containsExactly("1–50 of 125", "51–100 of 125", "101–125 of 125");
    assertThat(door.page("/traces?limit=1000&source=ebpf").select("#results-title").text())
        .isEqualTo("1–125 of 125");
  }

  @Test
  void htmx_gets_the_piece_and_the_form_and_history_the_whole_page() {
    door.with(span(1));
    var piece = door.getPiece("/traces?status=success");
    var restored =
        door.send(
            door.request("/traces")
                .header("HX-Request", "true")
                .header("HX-History-Restore-Request", "true")
                .build());

    assertThat(piece.body()).startsWith("<section id=\"results\"").doesNotContain("<html");
    assertThat(Jsoup.parse(piece.body()).select("#filters").attr("hx-swap-oob")).isEqualTo("true");
    assertThat(piece.headers().firstValue("Vary")).contains("HX-Request");
    assertThat(restored.body()).contains("<html");
    assertThat(door.get("/traces").body()).contains("<html").doesNotContain("hx-swap-oob");
  }

  @Test
  void the_links_of_a_row_lead_where_they_say() {
    door.with(span(1).of("a b&c").named("x"));
    var page = door.page("/traces?status=success");

    String href = page.select("#results td:nth-child(6) a").attr("href");

    assertThat(href).isEqualTo("/traces?status=success&service=a%20b%26c");
    assertThat(ids(door.page(href))).containsExactly("1");
    assertThat(page.select("a:contains(as JSON)").attr("href"))
        .isEqualTo("/api/v1/traces?status=success&range=1h");
  }

  private static List<String> ids(Document page) {
    return page.select("#results .row-link").stream()
        .map(link -> link.attr("href").replaceAll("^/traces/0*", ""))
        .toList();
  }
}
