package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.SpanKind;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MapPageTest {
  private static final String PAGE = "/map?range=6h";

  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void without_calls_it_says_so() {
    var page = door.page("/map");

    assertThat(page.select("main").text()).contains("Nobody was called in this time");
    assertThat(page.select("main svg, main table")).isEmpty();
  }

  @Test
  void services_and_their_calls_are_links_to_pages_and_traces() {
    door.with(
        span(1).in(1).of("nginx"),
        span(2).in(1).under(1).of("users-api").inError(),
        span(3).in(2).of("nginx"),
        span(4)
            .in(1)
            .under(2)
            .of("users-api")
            .ofKind(SpanKind.CLIENT)
            .with(Attributes.builder().put("server.address", "db").build()));

    var page = door.page(PAGE);

    assertThat(node(page, "nginx").attr("href")).isEqualTo("/services/nginx?range=6h");
    assertThat(node(page, "users-api").attr("aria-label")).contains("100 % in error");
    assertThat(node(page, "users-api").select(".ring")).hasSize(1);
    assertThat(node(page, "nginx").select(".ring")).isEmpty();
    assertThat(node(page, "db").select(".node.is-silent")).hasSize(1);
    var edges = page.select(".map a:has(.edge)");
    assertThat(edges.select("title").eachText())
        .satisfiesExactlyInAnyOrder(
            call -> assertThat(call).startsWith("nginx calls users-api: "),
            call -> assertThat(call).startsWith("users-api calls db: "));
    assertThat(edges.eachAttr("href")).allMatch(href -> traces(href) == 1);
  }

  @Test
  void who_calls_stands_to_the_left_of_whom_it_calls() {
    door.with(
        span(1).of("a"),
        span(2).under(1).of("b"),
        span(3).under(2).of("c"),
        span(4).under(1).of("c"));

    var page = door.page(PAGE);

    assertThat(x(page, "a")).isLessThan(x(page, "b"));
    assertThat(x(page, "b")).isLessThan(x(page, "c"));
  }

  @Test
  void a_map_of_what_is_around_one_service_leaves_out_the_rest() {
    door.with(
        span(1).of("a"),
        span(2).under(1).of("b"),
        span(3).under(2).of("c"),
        span(4).under(3).of("d"));

    var page = door.page(PAGE + "&service=b");

    assertThat(page.select(".map .node-name").eachText()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(page.select(".map a[aria-current] .node-name").text()).isEqualTo("b");
    assertThat(page.select("h1").text()).isEqualTo("Map around b");
    assertThat(page.select("[aria-labelledby=calls] tbody tr")).hasSize(2);
    assertThat(door.page(PAGE + "&service=%3Cb%3E").select("main").text())
        .contains("Nothing of this name called or was called in this time");
  }

  @Test
  void the_table_below_has_the_same_calls() {
    door.with(span(1).of("a"), span(2).under(1).of("b"));

    var row = door.page(PAGE).select("[aria-labelledby=calls] tbody tr");

    assertThat(row).hasSize(1);
    assertThat(row.text()).startsWith("a b").contains("1.50 ms");
    assertThat(traces(row.select("td.num a").attr("href"))).isEqualTo(1);
  }

  @Test
  void a_service_that_calls_itself_has_a_loop_that_leads_to_those_calls() {
    door.with(
        span(1).of("a"),
        span(2).under(1).of("a").ofKind(SpanKind.CLIENT),
        span(3).under(2).of("a"),
        span(4).in(2).of("b"));

    var page = door.page(PAGE);

    var loop = page.select(".map a:has(.edge)");
    assertThat(loop.select("title").eachText())
        .satisfiesExactly(call -> assertThat(call).startsWith("a calls a: "));
    assertThat(traces(loop.attr("href"))).isEqualTo(1);
    assertThat(loop.select(".edge").attr("d")).startsWith("M").contains("C");
    assertThat(door.page(PAGE + "&service=b").select(".map .edge")).isEmpty();
  }

  @Test
  void many_services_are_drawn_within_bounds_and_the_rest_is_told() {
    for (int i = 0; i < 220; i++) {
      door.with(
          span(1).in(i + 1).of("service-number-" + i % 20),
          span(2).in(i + 1).under(1).of("a-long-name-of-a-service-" + i));
    }

    var html = door.get(PAGE).body();

    assertThat(html.length()).isLessThan(100_000);
    assertThat(html)
        .contains(
            "160 nodes and 160 kinds of call with the fewest calls are left out of the picture");
    assertThat(html).contains("The 30 of 220 with the most calls");
  }

  @Test
  void a_store_that_cannot_answer_is_told() {
    try (var broken = RunningDoor.overBrokenStore()) {
      assertThat(broken.get("/map").statusCode()).isEqualTo(503);
    }
    assertThat(door.get("/map?range=x").statusCode()).isEqualTo(422);
  }

  private int traces(String address) {
    return door.page(address).select("#results .row-link").size();
  }

  private static Element node(Document page, String name) {
    return page.select(".map a:has(.node)").stream()
        .filter(node -> node.select(".node-name").text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static double x(Document page, String name) {
    return Double.parseDouble(node(page, name).select(".node").attr("cx"));
  }
}
