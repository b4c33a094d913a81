package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.Spans;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What else one can see of a trace and do with it.
class TraceViewsTest {
  private static final String TRACE = "/traces/00000000000000000000000000000001";
  private static final String OTHER = "00000000000000000000000000000002";

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void statistics_sum_up_each_operation() {
    small();

    var rows = door.page(TRACE + "?view=statistics").select(".statistics tbody tr");

    assertThat(rows.eachText())
        .containsExactly(
            "nginx GET / server 1 100 µs 80.0 µs 80.0 % 100 µs Traces",
            "redis GET client 2 1 20.0 µs 20.0 µs 20.0 % 15.0 µs Traces");
    assertThat(rows.last().select("a:contains(Traces)").attr("href")).startsWith("/traces?q=");
    assertThat(door.page(rows.last().select("a:contains(Traces)").attr("href")).select(".row-link"))
        .hasSize(1);
  }

  @Test
  void flames_are_as_wide_as_the_work_on_them() {
    small();

    var boxes = door.page(TRACE + "?view=flame").select("svg.flames a > svg");

    assertThat(boxes.eachAttr("width")).containsExactly("100%", "20%");
    assertThat(boxes.eachAttr("y")).containsExactly("0", "20");
    assertThat(boxes.eachText()).containsExactly("nginx GET /", "redis GET");
  }

  @Test
  void text_is_a_line_for_each_row_also_for_terminals() {
    small();
    door.with(span(7).under(99).of("httpd").after(micros(50)).lasting(micros(1)));

    var answer = door.get(TRACE + ".txt");

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.body())
        .startsWith(
            "trace 00000000000000000000000000000001  2026-03-17T12:00:00.000000001Z  100 µs"
                + "  4 spans  1 error\n")
        .contains("     0 ns     100 µs   nginx  GET /  (server)\n")
        .contains("  10.0 µs    15.0 µs     ! redis  GET  (client)\n")
        .contains("? missing parent 0000000000000063: httpd’s caller sent no span");
    assertThat(door.page(TRACE + "?view=text").select("pre").text()).contains("redis  GET");
  }

  @Test
  void of_a_trace_that_is_not_stored_there_is_no_text() {
    var answer = door.get("/traces/nope.txt");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("No span of this trace is stored.\n");
  }

  @Test
  void json_is_shown_as_it_would_be_sent() {
    small();

    assertThat(door.page(TRACE + "?view=json").select("pre").text())
        .contains("\"resourceSpans\"", "\"traceId\" : \"00000000000000000000000000000001\"");
  }

  @Test
  void a_trace_is_pinned_with_a_note_and_unpinned() {
    small();
    String form = door.page(TRACE + "?pin=1").select("form[action$=/pin]").attr("action");

    var pinned = door.send("POST", form, "note=the+%3Cslow%3E+one");

    assertThat(pinned.statusCode()).isEqualTo(303);
    assertThat(pinned.headers().firstValue("Location")).contains(TRACE);
    assertThat(door.page(TRACE).select(".notes").text()).contains("Pinned", "the <slow> one");
    var again = door.page(TRACE + "?pin=1");
    assertThat(again.select("#note").attr("value")).isEqualTo("the <slow> one");
    door.send("POST", again.select("form[action$=/unpin]").attr("action"), "");
    assertThat(door.page(TRACE).select(".notes")).isEmpty();
    assertThat(door.send("POST", form, "note=" + "x".repeat(5000)).statusCode()).isEqualTo(303);
    assertThat(door.send("GET", form, "").statusCode()).isEqualTo(405);
    assertThat(door.send("POST", form, "", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_trace_is_deleted_only_by_those_who_are_sure() {
    small();

    var asked = door.send("POST", TRACE + "/erase", "");
    assertThat(asked.headers().firstValue("Location")).contains(TRACE + "?remove=1");
    assertThat(door.get(TRACE).statusCode()).isEqualTo(200);
    String form = door.page(TRACE + "?remove=1").select("form[action$=/erase]").attr("action");
    var erased = door.send("POST", form, "sure=yes");
    assertThat(erased.headers().firstValue("Location")).contains("/traces");
    assertThat(door.get(TRACE).statusCode()).isEqualTo(404);
  }

  @Test
  void a_fresh_trace_may_still_grow() {
    door.with(span(1).after(Duration.ofMinutes(59).plusSeconds(50)));
    door.with(span(1).in(2));

    assertThat(door.page(TRACE).select(".notes").text())
        .isEqualTo("Last span 9 s ago, may still grow");
    assertThat(door.page("/traces/" + OTHER).select(".notes")).isEmpty();
  }

  @Test
  void attributes_are_grouped_and_lead_to_traces_with_them_in_either_generation_of_names() {
    door.with(
        span(1)
            .with(
                Attributes.builder()
                    .put("http.status_code", 502)
                    .put("http.method", "POST")
                    .put("db.system", "redis")
                    .put("own", "x")
                    .build()));
    door.with(
        span(2).in(2).with(Attributes.builder().put("http.response.status_code", 502).build()));

    var panel = door.page(TRACE).select("#span");

    assertThat(panel.select(".group summary").eachText())
        .containsSubsequence("HTTP 2", "Database 1", "Attributes 1", "Resource 1");
    assertThat(panel.select(".sub").text()).contains("POST", "status 502");
    String with = panel.select("tr:contains(http.status_code) a[title^=Find]").attr("href");
    assertThat(door.page(with).select(".row-link")).hasSize(2);
    String without = panel.select("tr:contains(own) a[title^=Exclude]").attr("href");
    assertThat(door.page(without).select(".row-link")).isEmpty();
    assertThat(panel.select("tr:contains(own) button").attr("data-copy")).isEqualTo("x");
  }

  @Test
  void the_identity_that_an_agent_gives_is_shown_for_what_it_is() {
    door.with(
        span(1).of(agent("docker-01:31877")),
        span(2).in(2).of(agent("web-platform.orders-api-1")),
        span(3)
            .in(3)
            .of(
                Resource.of(
                    Attributes.builder()
                        .put("service.name", "a")
                        .put("service.instance.id", "docker-01:31877")
                        .build())));

    assertThat(door.page(TRACE).select("tr:contains(service.instance.id) .meaning").text())
        .isEqualTo("the agent’s host and the number of the process there, not the container");
    assertThat(
            door.page("/traces/" + OTHER)
                .select("tr:contains(service.instance.id) .meaning")
                .text())
        .isEqualTo("the container");
    assertThat(door.page("/traces/" + Spans.traceId(3)).select(".meaning")).isEmpty();
  }

  @Test
  void a_call_is_measured_against_those_of_the_last_day() {
    for (int i = 1; i <= 100; i++) {
      door.with(span(1).in(i).lasting(micros(i * 10)));
    }

    var past = door.page("/traces/" + Spans.traceId(90)).select("#span .past");

    assertThat(past.text())
        .containsPattern("Slower than (88|89|90)\\.\\d % of 100 like it in 24 h");
    assertThat(past.select("a:contains(See them)").attr("href")).startsWith("/traces?q=");
  }

  @Test
  void two_traces_are_compared_path_by_path_with_signed_differences() {
    small();
    door.with(
        span(1).in(2).lasting(Duration.ofMillis(4)),
        redis(2).in(2).after(micros(10)).lasting(micros(9)),
        redis(3).in(2).named("SET").after(micros(20)).lasting(micros(7)));

    var page = door.page("/compare?a=" + OTHER + "&b=" + "00000000000000000000000000000001");

    assertThat(page.select(".page-head").text())
        .isEqualTo(
            "Compare A took 3.90 ms longer. What changed most is GET / of nginx: 3.90 ms longer by"
                + " itself.");
    var rows = page.select(".compare tbody tr");
    assertThat(rows.eachAttr("aria-level")).containsExactly("1", "2", "2");
    assertThat(rows.get(0).text()).contains("4.00 ms", "100 µs", "+3.90 ms");
    assertThat(rows.get(0).select(".bad").text()).isEqualTo("+3.90 ms");
    assertThat(rows.select("tr:contains(SET)").text()).contains("7.00 µs", "only in A");
    assertThat(page.select(".versus a").attr("href"))
        .startsWith("?a=00000000000000000000000000000001");
    assertThat(door.page("/compare?a=" + OTHER + "&b=" + OTHER).select(".page-head").text())
        .isEqualTo("Compare Both took equally long.");
    assertThat(door.get("/compare?a=nope").statusCode()).isEqualTo(404);
    assertThat(door.get("/compare").statusCode()).isEqualTo(404);
    assertThat(
            door.page("/compare?b=" + OTHER + "&a=00000000000000000000000000000001")
                .select(".page-head")
                .text())
        .contains("A took 3.90 ms less.");
    var usual = door.page("/compare?a=" + OTHER);
    assertThat(usual.select(".page-head").text())
        .isEqualTo("Compare A took 3.90 ms longer than the median of the last 24 hours.");
    assertThat(usual.select(".compare tbody tr").first().text()).contains("GET /", "75.0 %");
    assertThat(usual.select(".compare tbody").text()).doesNotContain("only in");
  }

  @Test
  void a_comparison_offers_traces_that_began_alike_before_and_after() {
    for (int trace = 1; trace <= 12; trace++) {
      door.with(
          span(1).in(trace).after(Duration.ofSeconds(trace)).lasting(Duration.ofMillis(trace)));
    }
    door.with(span(1).in(13).named("another").after(Duration.ofSeconds(6)));
    door.with(span(1).in(14).named("root"), span(2).in(14).under(1).after(Duration.ofSeconds(6)));

    var likes = door.page("/compare?a=" + Spans.traceId(6)).select(".likes");

    assertThat(likes.hasAttr("open")).isTrue();
    assertThat(likes.select("li").eachText()).hasSize(8).first().asString().contains("10.0 ms");
    assertThat(likes.select("a").last().attr("href"))
        .isEqualTo("?a=" + Spans.traceId(6) + "&b=" + Spans.traceId(2));
    var chosen =
        door.page("/compare?a=" + Spans.traceId(6) + "&b=" + Spans.traceId(2)).select(".likes");
    assertThat(chosen.hasAttr("open")).isFalse();
    assertThat(chosen.select("[aria-current]").attr("href")).endsWith(Spans.traceId(2).value());
  }

  private static Resource agent(String instance) {
    return Resource.of(
        Attributes.builder()
            .put("service.name", "a")
            .put("telemetry.sdk.name", "beyla")
            .put("service.instance.id", instance)
            .build());
  }

  private void small() {
    door.with(
        span(1).lasting(micros(100)),
        redis(2).after(micros(10)).lasting(micros(15)).inError(),
        redis(3).after(micros(30)).lasting(micros(5)));
  }

  private static Spans.Builder redis(int number) {
    return span(number).under(1).named("GET").of("redis").ofKind(SpanKind.CLIENT);
  }

  private static Duration micros(int micros) {
    return Duration.ofNanos(1000L * micros);
  }
}
