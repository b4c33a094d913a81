package dev.skep.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.overview.LatencyRows;
import dev.skep.domain.search.overview.TimeColumns;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeatCellsTest {
  private static final TimeColumns HOUR =
      TimeColumns.over(
          Instant.parse("2026-03-17T13:00:00Z"), Instant.parse("2026-03-17T14:00:00Z"));

  @Test
  void a_cell_is_the_search_for_its_time_and_its_durations() {
    String at = HeatCells.cell(HOUR, 41, LatencyRows.row(150_000));

    assertThat(search("service=nginx&range=1h&cursor=x&at=" + at))
        .isEqualTo(
            "/traces?service=nginx&from=2026-03-17T13%3A41%3A00Z&to=2026-03-17T13%3A42%3A00Z"
                + "&minDuration=100%C2%B5s&maxDuration=214.999%C2%B5s");
  }

  @Test
  void a_column_is_the_search_for_its_time() {
    assertThat(search("minDuration=5ms&at=" + HeatCells.column(HOUR, 0)))
        .isEqualTo(
            "/traces?minDuration=5ms&from=2026-03-17T13%3A00%3A00Z&to=2026-03-17T13%3A01%3A00Z");
  }

  @Test
  void a_box_is_from_its_first_cell_to_its_last() {
    String column = HeatCells.column(HOUR, 0);
    String first = column.substring(0, column.indexOf('.'));
    String last = Long.toString(Long.parseLong(first, 36) + 2, 36);

    assertThat(search("at=" + first + "-" + last + ".1aao.0-v"))
        .isEqualTo("/traces?from=2026-03-17T13%3A00%3A00Z&to=2026-03-17T13%3A03%3A00Z");
  }

  @Test
  void an_address_of_cells_keeps_the_rest_of_the_search() {
    assertThat(HeatCells.prefix(UrlQuery.parse("q=%7B%7D&cursor=x&shown=50")))
        .isEqualTo("/cell?q=%7B%7D&at=");
    assertThat(HeatCells.prefix(UrlQuery.EMPTY)).isEqualTo("/cell?at=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1.0",
        "zzzzzzzzzz.zzzzzzzzz.1",
        "2-1.1aao",
        "<b>.1.1",
        "11111111111111111111.1.1",
        "1.1.1.1"
      })
  void what_is_no_cell_leads_to_the_search_without_it(String at) {
    assertThat(search("service=nginx&at=" + PercentCode.encode(at)))
        .isEqualTo("/traces?service=nginx");
  }

  private static String search(String address) {
    return HeatCells.search(UrlQuery.parse(address)).at("/traces");
  }
}
