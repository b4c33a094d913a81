package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.TraceSource;
import dev.skep.web.query.PercentCode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    var parts = door.page("/traces").select(".cell-bar rect:not(.track)");

    assertThat(parts.eachAttr("x")).containsExactly("0%", "25%");
    assertThat(parts.eachAttr("width")).containsExactly("25%", "75%");
  }

  @Test
  void a_page_of_many_traces_stays_small() {
    for (int i = 1; i <= 600; i++) {
      door.with(
          span(1)
              .in(i)
              .of("service-" + i % 9)
              .after(ofMillis(i * 7L))
              .lasting(ofNanos(40L * i * i)),
          span(2).in(i).under(1).of("app").after(ofMillis(i * 7L)),
          span(3).in(i).under(1).of("other").after(ofMillis(i * 7L)));
    }

    assertThat(door.get("/traces?source=ebpf").body().length()).isLessThan(100_000);
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
