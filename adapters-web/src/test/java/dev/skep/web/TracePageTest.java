package dev.skep.web;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.spanId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.BytesValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.StatusCode;
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
  void the_first_error_or_else_the_root_is_shown_in_full_unless_a_span_is_chosen() {
    door.with(
        span(1).named("root"), span(2).under(1).named("wrong").inError(), span(3).named("other"));
    door.with(span(4).in(2).named("fine"));

    assertThat(door.page(TRACE).select("#span h2").text()).isEqualTo("wrong");
    assertThat(door.page("/traces/" + Spans.traceId(2)).select("#span h2").text())
        .isEqualTo("fine");
    var chosen = door.page(TRACE + "?span=" + spanId(3));
    assertThat(chosen.select("#span h2").text()).isEqualTo("other");
    assertThat(chosen.select("tr[aria-selected=true] .name").text()).isEqualTo("other");
    assertThat(door.page(TRACE + "?span=nope").select("#span .notice").text())
        .contains("not in this trace");
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
  void spans_of_one_id_can_each_be_chosen() {
    door.with(span(2).named("first twin"), span(2).named("second twin"));

    for (String link : door.page(TRACE).select(".span-link").eachAttr("href")) {
      var page = door.page(TRACE + link);
      assertThat(page.select("tr[aria-selected=true] .span-link").attr("href")).isEqualTo(link);
      assertThat(page.select("tr[aria-selected=true] .name").text())
          .isEqualTo(page.select("#span h2").text());
    }
    assertThat(door.page(TRACE).select(".span-link").eachAttr("href")).doesNotHaveDuplicates();
  }

  @Test
  void the_panel_shows_everything_that_is_stored() {
    door.with(
        span(9).named("parent"),
        span(1)
            .under(9)
            .named("INSERT payments")
            .ofKind(SpanKind.CLIENT)
            .withStatus(new SpanStatus(StatusCode.ERROR, "deadlock detected"))
            .withTraceState("vendor=1")
            .withFlags(0x101)
            .with(
                Attributes.builder()
                    .put("text", "value")
                    .put("long", Long.MIN_VALUE)
                    .put("nan", AttributeValue.of(Double.NaN))
                    .put("truth", AttributeValue.of(true))
                    .put("bytes", new BytesValue(new byte[] {1, 2}))
                    .put("empty", AttributeValue.EMPTY)
                    .put(
                        "list",
                        new AttributeValue.ArrayValue(
                            List.of(AttributeValue.of("a"), AttributeValue.of(1))))
                    .put("web", "https://shop.example/x?y=1")
                    .put("script", "javascript:alert(1)")
                    .put("much", "x".repeat(1000))
                    .build())
            .withDropped(new DroppedCounts(3, 2, 1))
            .withEvents(
                new SpanEvent(
                    NOON.plusNanos(1_200_000),
                    "exception",
                    Attributes.of("exception.type", AttributeValue.of("DatabaseError")),
                    4))
            .withLinks(
                new SpanLink(
                    Spans.traceId(7).value(), spanId(8).value(), "ls", 1, Attributes.NONE, 5),
                new SpanLink("", "", "", 0, Attributes.NONE, 0))
            .of(
                new Resource(
                    Attributes.of("service.name", AttributeValue.of("orders")), 6, "urn:r"))
            .by(
                new InstrumentationScope(
                    "pg", "0.7", Attributes.of("sa", AttributeValue.of(1)), 7, "urn:s")));

    var panel = door.page(TRACE + "?span=" + spanId(1)).select("#span");
    String text = panel.text();

    assertThat(text)
        .contains(
            "INSERT payments", "orders", "client", "error", "deadlock detected", "eBPF (Apps)")
        .contains("1.50 ms", "1,500,000 ns", "0x101", "vendor=1")
        .contains("2026-03-17T12:00:00.000000001Z", "1773748800000000001")
        .contains("2026-03-17T12:00:00.001500001Z", "1773748800001500001")
        .contains("-9223372036854775808", "NaN", "true", "AQI=", "(empty)", "[\"a\",1]")
        .contains("urn:r", "urn:s", "pg", "0.7", "Show all 1,000 characters", "x".repeat(1000))
        .contains("3 attributes dropped", "2 events dropped", "1 link dropped")
        .contains("4 attributes dropped", "5 attributes dropped", "6 attributes dropped")
        .contains("7 attributes dropped", "+1.20 ms", "DatabaseError");
    assertThat(panel.select("tr:contains(parent) a").attr("href"))
        .isEqualTo(TRACE + "?span=" + spanId(9));
    assertThat(panel.select("tr:contains(web) a").attr("href"))
        .isEqualTo("https://shop.example/x?y=1");
    assertThat(panel.select("tr:contains(web) a").attr("rel")).isEqualTo("noopener noreferrer");
    assertThat(panel.select("tr:contains(script) a[target]")).isEmpty();
    assertThat(panel.select(".links a").eachAttr("href"))
        .containsExactly("/traces/" + Spans.traceId(7) + "?span=" + spanId(8));
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
  void htmx_gets_the_panel_alone_and_beside_it_the_steps_from_that_span_on() {
    door.with(span(1), span(2).under(1).inError(), span(3).under(1).inError());
    var answer =
        door.send(
            "GET", TRACE + "?span=" + spanId(1), "", "HX-Request", "true", "HX-Target", "span");

    assertThat(answer.body()).startsWith("<aside").doesNotContain("<html");
    var piece = Jsoup.parse(answer.body());
    assertThat(piece.select("#span[hx-disable]")).hasSize(1);
    assertThat(piece.select("#steps").attr("hx-swap-oob")).isEqualTo("true");
    assertThat(piece.select("[data-step=error-next]").attr("href")).endsWith(spanId(2).value());
    assertThat(door.page(TRACE).select("#steps").hasAttr("hx-swap-oob")).isFalse();
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
