package dev.skep.web;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.spanId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceId;
import dev.skep.web.query.PercentCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracePageTest {
  private static final String TRACE = "/traces/00000000000000000000000000000001";

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_head_says_what_the_trace_is() {
    door.with(
        span(1).of("nginx").named("POST /checkout").lasting(Duration.ofNanos(412_381_204)),
        span(2).under(1).of("app-gw").inError());

    var head = door.page(TRACE).select(".trace-head");

    assertThat(head.select("h1").text()).isEqualTo("nginx POST /checkout");
    assertThat(head.select(".badge.is-error").text()).isEqualTo("1 error");
    assertThat(head.select(".facts").text())
        .isEqualTo(
            "Duration 412 ms Spans 2 Services 2 Depth 2 Start 17 Mar 12:00:00.000"
                + " Trace 00000000000000000000000000000001");
    assertThat(head.select("[data-copy]").attr("data-copy"))
        .isEqualTo("00000000000000000000000000000001");
    assertThat(head.select(".notes")).isEmpty();
  }

  @Test
  void the_waterfall_is_a_tree_with_bars_in_percent() {
    door.with(
        span(1).of("nginx").lasting(Duration.ofMillis(10)),
        span(2)
            .under(1)
            .of("nginx")
            .ofKind(SpanKind.CLIENT)
            .after(Duration.ofMillis(5))
            .lasting(Duration.ofMillis(2)),
        span(3).under(2).of("redis").after(Duration.ofMillis(5)).lasting(Duration.ofNanos(37)),
        span(4)
            .under(1)
            .of("nginx")
            .named("in queue")
            .ofKind(SpanKind.INTERNAL)
            .lasting(Duration.ofMillis(1)));

    var rows = door.page(TRACE + "?fold=none").select("[role=treegrid] tbody tr");

    assertThat(rows.eachAttr("aria-level")).containsExactly("1", "2", "2", "3");
    assertThat(rows.select(".kind").eachText())
        .containsExactly("server", "internal", "client", "server");
    assertThat(rows.select(".svc").eachText()).containsExactly("nginx", "redis");
    assertThat(rows.select(".span-bar, .span-queue").eachAttr("x"))
        .containsExactly("0%", "0%", "50%", "50%");
    assertThat(rows.select(".span-bar, .span-queue").eachAttr("width"))
        .containsExactly("100%", "10%", "20%", "2");
    assertThat(rows.select(".time-cell").eachText())
        .containsExactly("10.0 ms", "1.00 ms", "2.00 ms", "37 ns");
    assertThat(rows.get(1).hasClass("is-part")).isTrue();
  }

  @Test
  void an_error_is_marked_and_framed_only_where_it_began() {
    door.with(span(1).inError(), span(2).under(1).inError(), span(3).under(1));

    var page = door.page(TRACE);

    assertThat(page.select("tr.is-error")).hasSize(2);
    assertThat(page.select("tr.is-origin .span-link").attr("href")).endsWith("0002");
    assertThat(page.select(".span-error")).hasSize(2);
    assertThat(page.select(".span-origin")).hasSize(1);
  }

  @Test
  void a_broken_trace_shows_every_span_once_and_says_what_is_odd() {
    door.with(
        span(1).named("root"),
        span(2).under(1).named("first twin"),
        span(2).under(1).named("second twin"),
        span(3).under(77).named("orphan"),
        span(4).under(5).named("circle one"),
        span(5).under(4).named("circle two"),
        span(6).under(6).named("own parent"));

    var page = door.page(TRACE);

    assertThat(page.select("tbody .name").eachText())
        .containsExactlyInAnyOrder(
            "missing parent 000000000000004d",
            "root",
            "first twin",
            "second twin",
            "orphan",
            "circle one",
            "circle two",
            "own parent");
    assertThat(page.select(".notes").text())
        .isEqualTo("4 roots, 1 missing parent, 2 cycles cut, 1 span with the id of another one");
    assertThat(page.select("tr.is-ghost .span-note").text())
        .isEqualTo("nginx’s caller sent no span: not instrumented, or not arrived yet");
    assertThat(page.select("tr:contains(orphan)").attr("aria-level")).isEqualTo("2");
    assertThat(page.select("tr:contains(circle one) .is-odd").text()).isEqualTo("cycle cut here");
  }

  @Test
  void ends_that_are_missing_or_too_early_are_said_and_not_shown_as_zero() {
    door.with(span(1).ending(EndTime.NONE), span(2).ending(EndTime.at(NOON.minusNanos(5))));

    assertThat(door.page(TRACE).select(".time-cell").eachText()).containsExactly("–", "–");
    assertThat(door.page(TRACE + "?span=" + spanId(1)).select("#span").text())
        .contains("No end was sent");
    assertThat(door.page(TRACE + "?span=" + spanId(2)).select("#span").text())
        .contains("The end lies before the start");
  }

  @Test
  void an_unknown_trace_is_404_with_possible_reasons_and_without_a_shell_in_htmx() {
    var answer = door.get("/traces/nope");
    var piece = door.getPiece("/traces/nope");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Jsoup.parse(answer.body()).select("main").text())
        .contains("nope", "may not have arrived yet", "refused", "not complete");
    assertThat(piece.headers().firstValue("HX-Redirect")).contains("/traces/nope");
  }

  @Test
  void an_unavailable_store_is_503_with_a_way_to_try_again() {
    try (var broken = RunningDoor.overBrokenStore()) {
      var answer = broken.get(TRACE + "?span=1");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(Jsoup.parse(answer.body()).select(".notice").text())
          .contains(BrokenStorage.REASON);
      assertThat(Jsoup.parse(answer.body()).select(".notice a").attr("href"))
          .isEqualTo(TRACE + "?span=1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc123...", "a/b", "with space", "ü?x=1#y", "100%", "a;b", "<i>&\"'"})
  void irregular_trace_ids_lead_from_the_list_to_page_and_json(String id) {
    door.with(span(1).in(new TraceId(id)).named("irregular"));

    String href = door.page("/traces").select(".row-link").attr("href");

    assertThat(href).isEqualTo("/traces/" + PercentCode.encode(id));
    assertThat(door.page(href).select(".trace-head h1").text()).isEqualTo("nginx irregular");
    String json = door.page(href).select("a:contains(Download)").attr("href");
    assertThat(door.get(json).statusCode()).isEqualTo(200);
    assertThat(door.get("/api/v1" + href).statusCode()).isEqualTo(200);
  }

  @Test
  void hexadecimal_ids_are_found_in_capitals_too() {
    door.with(span(1).in(new TraceId("0af7651916cd43dd8448eb211c80319c")));

    assertThat(door.get("/traces/0AF7651916CD43DD8448EB211C80319C").statusCode()).isEqualTo(200);
  }

  @Test
  void a_trace_of_100_000_spans_opens_in_windows_of_200_rows_small() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      var span = span(i).named("GET /" + i % 90).after(Duration.ofNanos(i));
      spans.add((i == 1 ? span : span.under(Parent.of(spanId(i / 2)))).build());
    }
    door.with(spans);

    String body = door.get(TRACE).body();
    Document page = Jsoup.parse(body);

    assertThat(body.length()).isLessThan(200_000);
    assertThat(page.select("[role=treegrid]").attr("aria-rowcount")).isEqualTo("100001");
    assertThat(page.select("tbody.window tr")).hasSize(200);
    assertThat(page.select("tbody.gap").attr("data-count")).isEqualTo("99800");
    assertThat(page.select("nav[aria-label=Rows]").text()).startsWith("Rows 1–200 of 100,000");
    var last = door.page(TRACE + page.select("nav[aria-label=Rows] a:contains(Last)").attr("href"));
    assertThat(last.select("nav[aria-label=Rows]").text())
        .startsWith("Rows 99,801–100,000 of 100,000");
    assertThat(door.page(TRACE + "?row=999999999").select("nav[aria-label=Rows]").text())
        .startsWith("Rows 99,801");
    String rows = page.select("[data-rows]").attr("data-rows");
    var window = Jsoup.parse("<table>" + door.get(rows + "?row=50017").body() + "</table>");
    assertThat(window.select("tbody.window").attr("data-first")).isEqualTo("50000");
    assertThat(window.select("tr")).hasSize(200);
    String chosen = window.select(".span-link").get(7).attr("href");
    assertThat(door.page(TRACE + chosen).select("nav[aria-label=Rows]").text())
        .startsWith("Rows 50,001–50,200");
  }
}
