package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.SpanKind;
import java.time.Duration;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServicePageTest {
  private static final String HOURS = "?range=6h";

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void a_service_that_nobody_knows_is_not_found() {
    assertThat(door.get("/services/nobody").statusCode()).isEqualTo(404);
    assertThat(door.page("/services/%3Cb%3E").select("code").text()).isEqualTo("<b>");
  }

  @Test
  void a_name_may_have_a_slash_in_it() {
    door.with(span(1).of("team/api"));

    String href = door.page("/services" + HOURS).select("tbody th a").attr("href");

    assertThat(href).isEqualTo("/services/team%2Fapi?range=6h");
    assertThat(door.page(href).select("h1").text()).isEqualTo("team/api");
  }

  @Test
  void calls_are_drawn_over_time_and_stand_in_a_table_too() {
    door.with(
        span(1).in(1),
        span(2).in(2).after(Duration.ofMinutes(20)).inError().lasting(Duration.ofMillis(30)),
        span(3).in(3).after(Duration.ofMinutes(21)));

    var page = door.page("/services/nginx?from=2026-03-17T12:00:00Z&to=2026-03-17T13:00:00Z");

    assertThat(page.select("svg[role=img]")).hasSize(3);
    assertThat(page.select("svg[role=img] desc")).hasSize(3);
    assertThat(page.select(".chart .err")).hasSize(1);
    var steps = page.select("details tbody tr");
    assertThat(steps).hasSize(3);
    assertThat(steps.get(1).text()).startsWith("12:20").contains("30.0 ms");
    assertThat(traces(steps.get(1).select("a").attr("href"))).isEqualTo(1);
    assertThat(page.select(".hits title").eachText())
        .contains("12:20: 1 in error", "12:20: p50 30.0 ms, p95 30.0 ms, p99 30.0 ms");
    assertThat(page.select(".hits").get(1).select("a")).hasSize(1);
    for (String hit : page.select(".hits a").eachAttr("href")) {
      assertThat(traces(hit)).isEqualTo(1);
    }
  }

  @Test
  void each_figure_leads_to_its_traces_and_stands_beside_that_of_the_last_24_hours() {
    for (int i = 1; i <= 4; i++) {
      door.with(span(i).in(i).lasting(Duration.ofMillis(10L * i)));
    }
    door.with(span(9).in(9).after(Duration.ofHours(-7)).lasting(Duration.ofMillis(1)));

    var page = page();

    var figures = page.select(".figures > div");
    assertThat(figures.get(2).text()).isEqualTo("p50 20.2 ms 24 h: 20.2 ms");
    assertThat(figures.get(4).text()).isEqualTo("p99 40.0 ms 24 h: 40.0 ms");
    assertThat(traces(figures.get(2).select("a").attr("href"))).isEqualTo(2);
    assertThat(traces(figures.get(4).select("a").attr("href"))).isEqualTo(1);
    assertThat(table(page, "ops").select("td.num a")).hasSize(4);
    assertThat(traces(table(page, "ops").select("td.num a").get(2).attr("href"))).isEqualTo(1);
    assertThat(page.select("a:contains(On the map)").attr("href"))
        .isEqualTo("/map?range=6h&service=nginx");
    assertThat(door.page("/services/nginx?range=24h").select(".figures").text())
        .doesNotContain("24 h:");
  }

  @Test
  void a_step_that_makes_no_sense_leads_to_the_traces_of_the_service() {
    door.with(span(1).in(1));

    assertThat(
            door.page("/step?service=nginx&at=nonsense")
                .select("#service option[selected]")
                .attr("value"))
        .isEqualTo("nginx");
    assertThat(door.page("/step?service=nginx&at=99999999-9999999s").select("#results")).hasSize(1);
  }

  @Test
  void operations_have_their_figures_and_lead_to_their_traces() {
    door.with(
        span(1).in(1).named("GET /slow").lasting(Duration.ofMillis(30)),
        span(2).in(2).named("GET /quick").lasting(Duration.ofMillis(10)),
        span(3).in(3).named("GET /quick").ofKind(SpanKind.CLIENT));

    var rows = table(page(), "ops");

    assertThat(rows.eachText())
        .satisfiesExactly(
            slow -> assertThat(slow).startsWith("GET /slow").contains("30.0 ms").contains("75.0 %"),
            quick -> assertThat(quick).startsWith("GET /quick").contains("25.0 %"));
    assertThat(traces(rows.get(1).select("th a").attr("href"))).isEqualTo(1);
  }

  @Test
  void the_slowest_and_the_failing_traces_are_named() {
    for (int i = 1; i <= 7; i++) {
      var call = span(i).in(i).lasting(Duration.ofMillis(i));
      door.with(i == 3 ? call.inError() : call);
    }

    var page = page();

    assertThat(page.select("[aria-labelledby=slowest] tbody tr")).hasSize(5);
    assertThat(page.select("[aria-labelledby=slowest] tbody tr").first().text())
        .contains("7.00 ms");
    assertThat(page.select("[aria-labelledby=failing] tbody tr")).hasSize(1);
    assertThat(traces(page.select("[aria-labelledby=slowest] .push").attr("href"))).isEqualTo(7);
    assertThat(traces(page.select("[aria-labelledby=failing] .push").attr("href"))).isEqualTo(1);
  }

  @Test
  void callers_and_callees_have_their_share_and_lead_to_the_traces_of_the_call() {
    door.with(
        span(1).in(1).of("edge"),
        span(2).in(1).under(1).lasting(Duration.ofMillis(10)),
        span(3)
            .in(1)
            .under(2)
            .ofKind(SpanKind.CLIENT)
            .lasting(Duration.ofMillis(4))
            .with(
                Attributes.builder()
                    .put("server.address", "db")
                    .put("server.port", AttributeValue.of(5432L))
                    .build()),
        span(4).in(2).lasting(Duration.ofMillis(10)));

    var page = page();

    var callers = table(page, "callers");
    assertThat(callers.eachText())
        .satisfiesExactlyInAnyOrder(
            outside -> assertThat(outside).startsWith("from outside").contains("50.0 %"),
            edge -> assertThat(edge).startsWith("edge").contains("50.0 %"));
    assertThat(callers.select("td a").eachAttr("href")).allMatch(href -> traces(href) == 1);
    var callees = table(page, "callees");
    assertThat(callees.text()).startsWith("db:5432").contains("20.0 %");
    assertThat(traces(callees.select("td a").attr("href"))).isEqualTo(1);
  }

  @Test
  void a_service_that_nobody_called_has_no_charts() {
    door.with(span(1).of("worker").ofKind(SpanKind.INTERNAL));

    var page = door.page("/services/worker" + HOURS);

    assertThat(page.select(".chart")).isEmpty();
    assertThat(page.select(".figures").text()).contains("Nobody called it in this time");
  }

  @Test
  void a_store_that_cannot_answer_is_told() {
    try (var broken = RunningDoor.overBrokenStore()) {
      assertThat(broken.get("/services/nginx").statusCode()).isEqualTo(503);
    }
    assertThat(door.get("/services/nginx?range=x").statusCode()).isEqualTo(422);
  }

  private Document page() {
    return door.page("/services/nginx" + HOURS);
  }

  private int traces(String address) {
    return door.page(address).select("#results .row-link").size();
  }

  private static Elements table(Document page, String title) {
    return page.select("[aria-labelledby=" + title + "] tbody tr");
  }
}
