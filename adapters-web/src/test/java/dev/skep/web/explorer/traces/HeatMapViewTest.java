package dev.skep.web.explorer.traces;

import static dev.skep.domain.trace.Spans.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.overview.Coverage;
import dev.skep.domain.search.overview.OverviewCounts;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.traces.HeatMapView.Column;
import dev.skep.web.explorer.traces.HeatMapView.Drawn;
import dev.skep.web.query.UrlQuery;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeatMapViewTest {
  private static final TimeColumns HOUR = TimeColumns.over(NOON, NOON.plus(Duration.ofMinutes(60)));
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final Times BERLIN = Times.of(ZoneId.of("Europe/Berlin"), NOON);

  private final OverviewCounts counts = new OverviewCounts(HOUR);

  @Test
  void a_column_says_in_words_what_its_cells_show() {
    add(3, 300_000, 40, 0);
    add(3, 5_000_000, 1, 1);

    Column column = view("").columns().getFirst();

    assertThat(column.time() + column.text())
        .isEqualTo("13:03: 41 traces, 1 in error, most often 215 µs to 464 µs");
    assertThat(column.cells()).extracting(Drawn::title).containsExactly("40", "1, 1 in error");
    assertThat(column.cells()).extracting(Drawn::color).containsExactly("h6", "");
    assertThat(column.cells().getFirst().y()).isGreaterThan(column.cells().getLast().y());
  }

  @Test
  void a_line_over_a_cell_is_as_long_as_its_share_in_error_but_always_to_be_seen() {
    add(3, 300_000, 40, 0);
    add(3, 5_000_000, 1, 1);
    add(7, 5_000_000, 100, 50);
    add(8, 5_000_000, 100, 1);

    HeatMapView view = view("");
    int y = 2 * view.columns().getLast().cells().getFirst().y() + 13;

    assertThat(view.failed()).isEqualTo("M3 %1$dh.96M7 %1$dh.48M8 %1$dh.19".formatted(y));
  }

  @Test
  void the_axes_are_in_the_zone_of_the_reader_and_in_powers_of_ten() {
    add(0, 30_000, 1, 0);
    add(5, 2_000_000_000, 1, 0);

    HeatMapView view = view("");

    assertThat(view.rows())
        .extracting(HeatMapView.Mark::text)
        .containsExactly("10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s", "10 s");
    assertThat(view.times().getFirst().text()).isEqualTo("13:00");
    assertThat(view.times()).extracting(TimeMark::text).contains("13:10", "13:50", "14:00");
  }

  @Test
  void the_percentiles_stand_in_order_and_their_words_do_not_overlap() {
    add(0, 1_000_000, 100, 0);

    List<HeatMapView.Line> lines = view("").quantiles();

    assertThat(lines).extracting(HeatMapView.Line::name).containsExactly("p99", "p95", "p50");
    assertThat(
            Double.parseDouble(lines.get(1).labelY()) - Double.parseDouble(lines.get(0).labelY()))
        .isGreaterThanOrEqualTo(12);
  }

  @Test
  void the_shortest_and_the_longest_have_a_place() {
    add(0, 0, 1, 0);
    add(1, Long.MAX_VALUE, 1, 1);

    assertThat(view("").columns())
        .extracting(Column::text)
        .containsExactly(": 1 trace, below 100 ns", ": 1 trace, 1 in error, 16 m 40 s or longer");
  }

  @Test
  void each_cell_is_a_link_while_there_is_room_for_so_many() {
    fill(12, 0);

    assertThat(hrefs(view(""))).hasSize(cells(view(""))).doesNotHaveDuplicates();
    assertThat(hrefs(view("")).getFirst()).matches("/cell\\?at=[0-9a-z]+\\.[0-9a-z]+\\.[0-9a-z]+");
  }

  @Test
  void in_a_full_map_each_column_is_a_link() {
    fill(4000, 0.03);

    HeatMapView view = view("range=24h");

    assertThat(cells(view)).isBetween(320, 600);
    assertThat(view.columns()).hasSizeBetween(28, 31);
    assertThat(hrefs(view)).hasSameSizeAs(view.columns()).doesNotHaveDuplicates();
    assertThat(hrefs(view).getFirst())
        .matches("/cell\\?range=24h&at=[0-9a-z]+\\.[0-9a-z]+")
        .isEqualTo(view.columns().getFirst().href());
  }

  @Test
  void a_search_too_long_for_dozens_of_links_stands_in_none() {
    fill(4000, 0);

    HeatMapView view = view("q=" + "x".repeat(2000));

    assertThat(view.columns()).hasSizeBetween(28, 61);
    assertThat(hrefs(view)).containsOnly("");
    assertThat(view.columns()).extracting(Column::href).containsOnly("");
    assertThat(view.link()).contains("x".repeat(2000));
  }

  private void fill(int traces, double failing) {
    var random = new Random(1);
    for (int i = 0; i < traces; i++) {
      long duration = (long) Math.pow(10, 4 + random.nextDouble() * 5);
      add(random.nextInt(60), duration, 1, random.nextDouble() < failing ? 1 : 0);
    }
  }

  private static List<String> hrefs(HeatMapView view) {
    return view.columns().stream()
        .flatMap(column -> column.groups().stream())
        .map(HeatMapView.Group::href)
        .toList();
  }

  private void add(int minute, long durationNano, int traces, int inError) {
    for (int i = 0; i < traces; i++) {
      counts.add(HOUR.start() + minute * MINUTE, durationNano, 1, i < inError ? 1 : 0);
    }
  }

  private HeatMapView view(String search) {
    return HeatMapView.of(
        counts.overview(new Coverage.All()), UrlQuery.parse(search), BERLIN, 36_000);
  }

  private static int cells(HeatMapView view) {
    return view.columns().stream().mapToInt(column -> column.cells().size()).sum();
  }
}
