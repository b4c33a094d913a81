package dev.skep.domain.search.overview;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.overview.HeatMap.Cell;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceOverviewTest {
  private static final TimeColumns HOUR = TimeColumns.over(NOON, NOON.plus(ofMinutes(60)));

  private final List<Trace> traces =
      List.of(
          trace(
              span(1).in(1).of("nginx").lasting(ofNanos(300_000)).build(),
              span(2).in(1).under(1).of("app").lasting(ofNanos(100_000)).build()),
          trace(span(1).in(2).of("nginx").lasting(ofNanos(400_000)).inError().build()),
          trace(
              span(1)
                  .in(3)
                  .of("skep")
                  .from(TraceSource.HTTP)
                  .after(ofMinutes(10))
                  .lasting(ofMillis(20))
                  .build()));

  @Test
  void an_overview_sums_up_what_the_query_finds() {
    var overview = TraceOverview.of(TraceQuery.newest(1), traces, HOUR);

    assertThat(overview.traces()).isEqualTo(3);
    assertThat(overview.spans()).isEqualTo(4);
    assertThat(overview.inError()).isEqualTo(1);
    assertThat(overview.services()).containsExactly("app", "nginx", "skep");
    assertThat(overview.bySource()).isEqualTo(Map.of(TraceSource.EBPF, 2L, TraceSource.HTTP, 1L));
    assertThat((double) overview.durations().quantile(0.5)).isCloseTo(400_000, within(5_000.0));
    assertThat(overview.coverage()).isEqualTo(new Coverage.All());
  }

  @Test
  void what_the_query_does_not_find_is_not_counted() {
    var inError =
        new TraceQuery(
            SpansetCondition.all(),
            List.of(new TraceFilter.InError()),
            TraceOrder.NEWEST,
            PageStart.first(),
            1);

    var overview = TraceOverview.of(inError, traces, HOUR);

    assertThat(overview.traces()).isEqualTo(1);
    assertThat(overview.services()).containsExactly("nginx");
    assertThat(overview.errorShare()).isEqualTo(1);
  }

  @Test
  void a_heat_map_counts_traces_by_start_and_duration() {
    var map = TraceOverview.of(TraceQuery.newest(1), traces, HOUR).heatMap();

    int row = LatencyRows.row(300_000);
    assertThat(map.cells())
        .containsExactly(new Cell(0, row, 2, 1), new Cell(10, LatencyRows.row(20_000_000), 1, 0));
    assertThat(LatencyRows.least(row)).isEqualTo(215_000);
    assertThat(LatencyRows.least(row + 1)).isEqualTo(464_000);
  }

  @Test
  void what_starts_outside_of_the_columns_is_counted_but_not_drawn() {
    var later = TimeColumns.over(NOON.plusSeconds(60), NOON.plusSeconds(120));

    var overview = TraceOverview.of(TraceQuery.newest(1), traces, later);

    assertThat(overview.traces()).isEqualTo(3);
    assertThat(overview.heatMap().cells()).isEmpty();
  }

  @Test
  void coarser_columns_hold_the_same_traces() {
    var map = TraceOverview.of(TraceQuery.newest(1), traces, HOUR).heatMap();

    var coarse = map.coarser();

    assertThat(coarse.columns().step()).isEqualTo(2 * map.columns().step());
    assertThat(coarse.cells().stream().mapToLong(Cell::traces).sum()).isEqualTo(3);
    assertThat(coarse.cells()).contains(new Cell(0, LatencyRows.row(300_000), 2, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "PT15M, 61, PT15S",
    "PT1H, 61, PT1M",
    "PT6H, 37, PT10M",
    "PT24H, 49, PT30M",
    "P7D, 57, PT3H",
    "PT0.00000001S, 1, PT0.001S"
  })
  void columns_are_as_wide_as_a_clock_suggests(Duration time, int count, Duration step) {
    var columns = TimeColumns.over(NOON, NOON.plus(time));

    assertThat(columns.count()).isEqualTo(count);
    assertThat(columns.step()).isEqualTo(step.toNanos());
    assertThat(columns.begin(0)).isBeforeOrEqualTo(NOON);
    assertThat(columns.begin(count)).isAfterOrEqualTo(NOON.plus(time));
  }

  @Test
  void any_time_fits_into_the_columns() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      Instant from = Instant.EPOCH.plusNanos(random.nextLong(Long.MAX_VALUE >> random.nextInt(60)));
      Instant to = from.plusNanos(1 + random.nextLong(Long.MAX_VALUE >> random.nextInt(60)));
      var columns = TimeColumns.over(from, to);
      assertThat(columns.count()).as("%s to %s", from, to).isBetween(1, TimeColumns.MOST);
      assertThat(columns.begin(0)).isBeforeOrEqualTo(from);
    }
  }

  @Test
  void every_length_of_time_has_one_row() {
    for (int row = 0; row < LatencyRows.COUNT; row++) {
      assertThat(LatencyRows.row(LatencyRows.least(row))).isEqualTo(row);
      assertThat(LatencyRows.row(LatencyRows.least(row + 1) - 1)).isEqualTo(row);
    }
  }

  private static Trace trace(Span... spans) {
    return new Trace(spans[0].traceId(), List.of(spans));
  }
}
