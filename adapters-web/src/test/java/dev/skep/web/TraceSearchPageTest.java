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
  void before_the_first_span_the_page_says_how_to_send_one_to_this_address() {
    var page = door.page("/traces?service=nginx");

    assertThat(page.select("h1").text()).isEqualTo("Nothing has arrived yet");
    assertThat(page.select("#compose").text())
        .contains("http://localhost:" + door.port() + "/api/traces/otlp", "X-API-Key=${SKEP_KEY}");
    assertThat(page.select("#waiting").attr("hx-get")).isEqualTo("/first-span");
    assertThat(page.select("#waiting .without-script a").attr("href")).isEqualTo("/traces");
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
  void a_mistake_in_the_query_stands_beside_its_field_as_text() {
    var answer = door.with(span(1)).get("/traces?q=%7B%20%3Cb%3E%20%7D");

    var page = Jsoup.parse(answer.body());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(page.select("#q").val()).isEqualTo("{ <b> }");
    assertThat(page.select("#q").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.select("#q-error").text())
        .startsWith("The query is not understood at column 3: expected a field, found <");
  }

  @Test
  void the_source_filter_offers_exactly_the_four_choices_of_the_specification() {
    var options = door.with(span(1)).page("/traces").select("#source option");

    assertThat(options.eachText())
        .containsExactly("All sources", "HTTP Requests", "Background Jobs", "eBPF (Apps)");
    assertThat(options.eachAttr("value")).containsExactly("", "http", "scheduler", "ebpf");
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
  void what_was_asked_for_stands_in_the_form() {
    var page =
        door.with(span(1))
            .page(
                "/traces?source=http&service=nope&operation=x&status=error&minDuration=1ms&sort=slowest&limit=9");

    assertThat(page.select("#source [selected]").val()).isEqualTo("http");
    assertThat(page.select("#service [selected]").val()).isEqualTo("nope");
    assertThat(page.select("#operation").val()).isEqualTo("x");
    assertThat(page.select("[name=status][checked]").val()).isEqualTo("error");
    assertThat(page.select("[name=minDuration]").val()).isEqualTo("1ms");
    assertThat(page.select("input[type=hidden][name=sort]").val()).isEqualTo("slowest");
    assertThat(page.select("input[type=hidden][name=limit]").val()).isEqualTo("9");
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
  void a_bad_parameter_is_marked_and_the_others_keep_their_values() {
    var answer = door.with(span(1)).get("/traces?minDuration=fast&service=nginx&maxDuration=2s");
    var page = Jsoup.parse(answer.body());

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(page.select("[name=minDuration]").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.select("#min-error").text()).contains("50µs");
    assertThat(page.select("[name=minDuration]").val()).isEqualTo("fast");
    assertThat(page.select("[name=maxDuration]").val()).isEqualTo("2s");
    assertThat(page.select("[name=maxDuration]").hasAttr("aria-invalid")).isFalse();
    assertThat(page.select("#service [selected]").val()).isEqualTo("nginx");
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

  @Test
  void a_query_stands_in_the_fields_and_chips_and_the_fields_in_the_line() {
    var page =
        door.with(span(1).named("a"))
            .page(
                "/traces?service=nginx&q=%7Bname%3D%22a%22%26%26.b!%3D%22%2Fc%22%26%26(.d%3D1%7C%7C.e%3D2)%7D");
    var chips = page.select("#filters .chips > .chip");

    assertThat(page.select("#service [selected]").val()).isEqualTo("nginx");
    assertThat(page.select("#operation").val()).isEqualTo("a");
    assertThat(chips.eachText()).containsExactly(".b≠/c", ".d = 1 || .e = 2");
    assertThat(chips.get(0).hasClass("is-not")).isTrue();
    assertThat(page.select("#q").val())
        .isEqualTo(
            "{ resource.service.name = \"nginx\" && name = \"a\" && .b != \"/c\" && (.d = 1 || .e ="
                + " 2) }");
    assertThat(page.select("[name=was]").val()).isEqualTo(page.select("#q").val());
    assertThat(page.select("#filters ").attr("action")).isEqualTo("/search");
  }

  @Test
  void a_chip_is_dropped_by_its_link_and_added_by_sending_the_form() {
    door.with(span(1));
    var sent = door.get("/search?range=6h&service=nginx&q=&was=&key=.b&op=%3D&value=1");
    String address = sent.headers().firstValue("Location").orElseThrow();
    var page = door.page(address);

    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(address).isEqualTo("/traces?range=6h&service=nginx&q=%7B%20.b%20%3D%201%20%7D");
    assertThat(page.select("#filters .chip-drop").attr("href"))
        .isEqualTo("/traces?service=nginx&range=6h");
    assertThat(page.select("#filters .actions a").attr("href")).isEqualTo("/traces?range=6h");
  }

  @Test
  void a_condition_that_cannot_be_read_is_explained_beside_it() {
    var page = door.with(span(1)).page("/traces?key=kind&op=%3D&value=big");

    assertThat(page.select("#new-key").val()).isEqualTo("kind");
    assertThat(page.select("#new-value").val()).isEqualTo("big");
    assertThat(page.select("#key-error").text()).contains("server, client");
    assertThat(page.select("#results .row-link")).hasSize(1);
  }

  @Test
  void a_mistake_is_marked_where_it_is() {
    var page = door.with(span(1)).page("/traces?q=%7B%20durations%20%3E%20100ms%20%7D");

    assertThat(page.select("#q-error mark").text()).isEqualTo("durations");
    assertThat(page.select("#q").attr("data-column")).isEqualTo("3");
  }

  private static List<String> ids(Document page) {
    return page.select("#results .row-link").stream()
        .map(link -> link.attr("href").replaceAll("^/traces/0*", ""))
        .toList();
  }
}
