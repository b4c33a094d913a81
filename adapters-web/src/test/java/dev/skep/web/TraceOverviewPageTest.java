package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.TraceSource;
import dev.skep.web.query.PercentCode;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The figures and the heat map above the list of traces.
class TraceOverviewPageTest {
  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_summary_counts_what_the_search_finds() {
    threeTraces();

    assertThat(figures(door.page("/traces?source=ebpf")))
        .isEqualTo(
            "Traces 2 | Spans 3 | In error 50.0 % 1 | p50 151 µs | p95 20.2 ms | p99 20.2 ms |"
                + " Services 3 | Traces per source eBPF 2");
    assertThat(figures(door.page("/traces?service=redis")))
        .isEqualTo(
            "Traces 1 | Spans 2 | In error 100 % 1 | p50 20.2 ms | p95 20.2 ms | p99 20.2 ms |"
                + " Services 2 | Traces per source eBPF 1");
  }

  @Test
  void a_search_that_finds_nothing_has_dashes_and_no_heat_map() {
    threeTraces();

    var page = door.page("/traces?service=nobody");

    assertThat(figures(page))
        .isEqualTo("Traces 0 | Spans 0 | In error – | p50 – | p95 – | p99 – | Services –");
    assertThat(page.select(".heatmap")).isEmpty();
  }

  @Test
  void each_cell_leads_to_the_traces_in_it() {
    threeTraces();

    var cells = door.page("/traces?source=ebpf").select(".heatmap .cells a");
    assertThat(cells).hasSize(2);
    for (var cell : cells) {
      var lead = door.get(cell.attr("href"));
      assertThat(lead.statusCode()).isEqualTo(302);
      String search = lead.headers().firstValue("Location").orElseThrow();
      assertThat(search).startsWith("/traces?source=ebpf&from=").contains("maxDuration=");
      assertThat(door.page(search).select("#results tbody tr")).hasSize(1);
    }
    assertThat(cells.eachText()).containsExactly("1", "1, 1 in error");
  }

  @Test
  void the_same_stands_there_in_words_for_who_cannot_see_it() {
    threeTraces();

    var page = door.page("/traces?source=ebpf");

    assertThat(page.select(".heat-words li").eachText())
        .containsExactly("12:00: 2 traces, 1 in error, most often 100 µs to 215 µs");
    assertThat(page.select(".heatmap .plot").attr("role")).isEqualTo("group");
    assertThat(page.select(".heatmap .plot").attr("aria-label")).startsWith("Traces by start, ");
  }

  @Test
  void a_search_for_a_cell_says_so_and_leads_back() {
    threeTraces();
    String cell = door.page("/traces?source=ebpf").select(".heatmap .cells a").attr("href");

    var page = door.page(door.get(cell).headers().firstValue("Location").orElseThrow());

    assertThat(page.select(".heatmap .selection").first().text())
        .isEqualTo("Only 12:00 – 12:01 · 100µs to 214.999µs Clear");
    assertThat(page.select(".heatmap .selection a").attr("href")).isEqualTo("/traces?source=ebpf");
  }

  @Test
  void the_bar_of_a_trace_is_split_by_service() {
    door.with(
        span(1).of("nginx").lasting(ofMillis(100)),
        span(2).under(1).of("app").after(ofMillis(10)).lasting(ofMillis(75)));

    var parts = door.page("/traces").select("td:nth-child(3) rect");

    assertThat(parts.eachAttr("x")).containsExactly("25%");
    assertThat(parts.eachAttr("width")).containsExactly("25%", "75%");
  }

  @Test
  void a_bar_has_parts_for_the_services_that_worked_most_and_one_for_the_rest() {
    var spans = new ArrayList<Spans.Builder>();
    spans.add(span(1).of("root").lasting(ofMillis(1300)));
    for (int i = 1; i <= 12; i++) {
      spans.add(
          span(1 + i)
              .under(1)
              .of("callee-" + i)
              .after(ofMillis(i * 100L))
              .lasting(ofMillis(80 + i)));
    }
    door.with(spans.toArray(Spans.Builder[]::new));

    var parts = door.page("/traces").select("#results td:nth-child(3) rect");

    assertThat(parts).hasSize(9);
    assertThat(parts.last().className()).isEqualTo("rest");
    assertThat(
            parts.eachAttr("width").stream()
                .mapToDouble(width -> Double.parseDouble(width.replace("%", "")))
                .sum())
        .isBetween(99.5, 100.5);
  }

  /// Fifty rows of a dozen services with errors, and a heat map that is full of them, too.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/traces",
        "/traces?range=all",
        "/traces?status=error&range=24h&sort=slowest",
        "/traces?service=recommendation-service-3&operation=GET+/api/v1/products/{id}&minDuration=1ms",
        "/traces?range=all&q={ span.http.route = `/api/v1/orders/{id}` || duration > 1ms }",
      })
  void a_page_of_many_traces_stays_below_85_kilobytes(String address) {
    for (int i = 1; i <= 3000; i++) {
      var at = ofMillis(i * 1_190L);
      var spans = new ArrayList<Spans.Builder>();
      spans.add(
          span(1)
              .in(i)
              .of("edge-gateway-" + i % 3)
              .named("GET /api/v1/products/{id}")
              .after(at)
              .lasting(ofNanos((long) Math.pow(10, 5 + i * 31 % 500 / 100.0))));
      for (int call = 2; call <= (i > 2900 ? 13 : 2); call++) {
        var child =
            span(call)
                .in(i)
                .under(1)
                .of("recommendation-service-" + (call + i) % 12)
                .named("GET /api/v1/products/{id}")
                .after(at)
                .lasting(ofMillis(2));
        spans.add(i % 5 == 0 || i > 2900 ? child.inError() : child);
      }
      door.with(spans.toArray(Spans.Builder[]::new));
    }

    var answer = door.get(encoded(address));

    assertThat(answer.body().getBytes(UTF_8).length).isBetween(50_000, 85_000);
    var page = Jsoup.parse(answer.body());
    assertThat(page.select("#results tbody tr")).hasSize(50);
    assertThat(page.select("#results td:nth-child(6)").first().select(".chip").size())
        .isGreaterThan(1);
    assertThat(page.select(".heatmap .cells svg")).hasSizeGreaterThan(1);
  }

  @Test
  void a_search_that_is_very_long_does_not_stand_in_every_row() {
    for (int i = 1; i <= 12; i++) {
      door.with(span(1).in(i).of("nginx"), span(2).in(i).under(1).of("redis"));
    }
    String q = PercentCode.encode("{ name != `" + "x".repeat(3000) + "` }");

    var page = door.page("/traces?source=ebpf&q=" + q);

    assertThat(page.select("#results tbody tr")).hasSize(12);
    assertThat(page.select("#results td:nth-child(6) a")).isEmpty();
    assertThat(page.select("#results td:nth-child(6) .chip").eachText()).contains("nginx", "redis");
  }

  @Test
  void htmx_swaps_the_figures_together_with_the_list() {
    threeTraces();

    var piece = Jsoup.parse(door.getPiece("/traces?service=redis").body());

    assertThat(piece.select("#overview").attr("hx-swap-oob")).isEqualTo("true");
    assertThat(piece.select("#overview .summary dd").first().text()).isEqualTo("1");
  }

  @Test
  void a_search_that_cannot_be_run_has_no_figures() {
    threeTraces();

    var page = Jsoup.parse(door.get("/traces?minDuration=5").body());

    assertThat(page.select("#overview").text()).isEmpty();
  }

  @Test
  void what_a_reader_types_stays_text_in_the_heat_map() {
    threeTraces();
    String hostile = "\"><img src=x onerror=alert(1)>";

    var page =
        door.page("/traces?source=ebpf&q=" + PercentCode.encode("{ name != `" + hostile + "` }"));

    assertThat(page.select("img")).isEmpty();
    assertThat(page.select(".heatmap .cells a")).hasSize(2);
  }

  @Test
  void the_summary_is_there_as_json() {
    threeTraces();

    String json = door.get("/api/v1/traces/summary?source=ebpf").body();

    assertThat(json)
        .startsWith(
            "{\"traces\":\"2\",\"spans\":\"3\",\"tracesInError\":\"1\",\"durationP50Nano\":")
        .contains("\"services\":[\"app\",\"nginx\",\"redis\"]")
        .contains("\"tracesBySource\":{\"http\":\"0\",\"scheduler\":\"0\",\"ebpf\":\"2\"}")
        .contains("\"complete\":true")
        .contains(
            "{\"column\":0,\"minDurationNano\":\"100000\",\"maxDurationNano\":\"214999\",\"traces\":\"1\"");
    assertThat(door.get("/api/v1/traces/summary?limti=1").statusCode()).isEqualTo(400);
  }

  /// What a browser does to an address that somebody types.
  private static String encoded(String address) {
    return Stream.of(" ", "{", "}", "|", "`", ">")
        .reduce(address, (text, sign) -> text.replace(sign, PercentCode.encode(sign)));
  }

  private void threeTraces() {
    door.with(
        span(1).in(1).of("nginx").lasting(ofNanos(150_000)),
        span(1).in(2).of("app").lasting(ofMillis(20)),
        span(2).in(2).under(1).of("redis").inError(),
        span(1).in(3).of("skep").from(TraceSource.HTTP).lasting(ofMillis(3)));
  }

  private static String figures(Document page) {
    return String.join(" | ", page.select("#overview .summary > div").eachText());
  }
}
