package dev.skep.web.explorer.traces;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.web.explorer.text.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TimeMarkTest {
  private static final Instant NOW = Instant.parse("2026-03-17T10:12:00Z");

  @Test
  void a_date_stands_alone_at_midnight_and_says_which_days_are_beside_it() {
    assertThat(marks("2026-03-16T10:12:00Z", "2026-03-17T10:12:00Z", ZoneOffset.UTC))
        .extracting(TimeMark::text)
        .containsExactly("12:00", "15:00", "18:00", "21:00", "17 Mar", "03:00", "06:00", "09:00");
  }

  @Test
  void a_day_that_begins_between_two_marks_is_said_with_the_first_time_of_it() {
    assertThat(marks("2026-03-15T18:00:00Z", "2026-03-16T09:00:00Z", ZoneId.of("Asia/Kolkata")))
        .extracting(TimeMark::text)
        .startsWith("23:30", "16 Mar 01:30", "03:30");
  }

  @Test
  void a_day_that_is_not_today_is_said_where_none_begins() {
    assertThat(marks("2026-03-16T14:00:00Z", "2026-03-16T15:00:00Z", ZoneOffset.UTC))
        .extracting(TimeMark::text)
        .startsWith("16 Mar 14:00", "14:10");
    assertThat(marks("2026-03-17T09:00:00Z", "2026-03-17T10:00:00Z", ZoneOffset.UTC))
        .extracting(TimeMark::text)
        .startsWith("09:00", "09:10");
  }

  @Test
  void a_year_that_is_not_this_one_is_said() {
    assertThat(marks("2025-12-28T00:00:00Z", "2026-01-03T00:00:00Z", ZoneOffset.UTC))
        .extracting(TimeMark::text)
        .contains("28 Dec 2025", "31 Dec 2025", "1 Jan");
  }

  @Test
  void marks_days_apart_are_dates_in_every_zone() {
    assertThat(marks("2026-03-01T00:00:00Z", "2026-03-07T00:00:00Z", ZoneId.of("Asia/Kolkata")))
        .extracting(TimeMark::text)
        .containsExactly("1 Mar", "2 Mar", "3 Mar", "4 Mar", "5 Mar", "6 Mar", "7 Mar");
  }

  @Test
  void milliseconds_are_said_where_they_matter() {
    assertThat(marks("2026-03-17T10:00:00Z", "2026-03-17T10:00:02Z", ZoneOffset.UTC))
        .extracting(TimeMark::text)
        .contains("10:00:01.000", "10:00:01.500");
  }

  @Test
  void the_less_room_there_is_the_fewer_marks_are_left_and_the_same_distance_apart() {
    Map<String, String> rooms =
        marks("2026-03-16T10:12:00Z", "2026-03-17T10:12:00Z", ZoneOffset.UTC).stream()
            .collect(toMap(TimeMark::text, TimeMark::room));

    assertThat(rooms)
        .containsEntry("12:00", "")
        .containsEntry("17 Mar", "")
        .containsEntry("18:00", "from-narrow")
        .containsEntry("15:00", "from-middling");
  }

  @Test
  void marks_that_touch_in_the_widest_plot_too_are_left_out() {
    assertThat(marks("2025-03-17T10:00:00Z", "2025-03-17T10:00:02Z", ZoneOffset.UTC))
        .extracting(TimeMark::text)
        .doesNotContain("10:00:00.250");
  }

  private static List<TimeMark> marks(String from, String to, ZoneId zone) {
    return TimeMark.of(
        TimeColumns.over(Instant.parse(from), Instant.parse(to)), Times.of(zone, NOW));
  }
}
