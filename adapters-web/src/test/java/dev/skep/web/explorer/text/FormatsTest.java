package dev.skep.web.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "1, 1 ns",
    "37, 37 ns",
    "999, 999 ns",
    "1000, 1.00 µs",
    "42_732, 42.7 µs",
    "411_900, 412 µs",
    "999_499, 999 µs",
    "999_500, 1.00 ms",
    "1_530_000, 1.53 ms",
    "412_381_204, 412 ms",
    "2_043_118_540, 2.04 s",
    "59_949_999_999, 59.9 s",
    "59_950_000_000, 1 m",
    "72_000_000_000, 1 m 12 s",
    "120_000_000_000, 2 m",
    "3_599_500_000_000, 1 h",
    "172_800_000_000_000, 2 d",
    "11_100_000_000_000, 3 h 5 m",
    "187_200_000_000_000, 2 d 4 h",
    "9223372036854775807, 106751 d 23 h",
    "-1500, −1.50 µs"
  })
  void durations_have_three_digits_and_their_natural_unit(String nanos, String text) {
    assertThat(Formats.duration(Long.parseLong(nanos.replace("_", "")))).isEqualTo(text);
  }

  @Test
  void exact_numbers_are_grouped() {
    assertThat(Formats.exact(412_381_204)).isEqualTo("412,381,204 ns");
    assertThat(Formats.count(1, "trace")).isEqualTo("1 trace");
    assertThat(Formats.count(12_480, "trace")).isEqualTo("12,480 traces");
  }

  @Test
  void times_have_milliseconds_and_say_the_day_unless_it_is_today() {
    var time = Instant.parse("2026-03-17T13:58:41.208412907Z");

    assertThat(on(2026, 3, 17).time(time)).isEqualTo("13:58:41.208");
    assertThat(on(2026, 3, 18).time(time)).isEqualTo("17 Mar 13:58:41.208");
    assertThat(on(2027, 3, 17).time(time)).isEqualTo("17 Mar 2026 13:58:41.208");
    assertThat(on(2026, 3, 17).dayAndTime(time)).isEqualTo("17 Mar 13:58:41.208");
    assertThat(Formats.iso(time)).isEqualTo("2026-03-17T13:58:41.208412907Z");
  }

  @Test
  void times_go_by_the_clock_of_the_reader_and_so_do_days() {
    var late = Instant.parse("2026-03-17T23:30:00Z");
    var berlin = Times.of(ZoneId.of("Europe/Berlin"), late);

    assertThat(berlin.time(late)).isEqualTo("00:30:00.000");
    assertThat(berlin.minute(late.minusSeconds(3600))).isEqualTo("17 Mar 23:30");
    assertThat(berlin.field(late)).isEqualTo("2026-03-18T00:30:00.000");
  }

  @Test
  void shares_have_three_digits() {
    assertThat(Formats.percent(0.0762)).isEqualTo("7.62 %");
    assertThat(Formats.percent(1)).isEqualTo("100 %");
    assertThat(Formats.percent(0)).isEqualTo("0 %");
    assertThat(Formats.percent(0.00000123)).isEqualTo("0.000123 %");
  }

  @Test
  void places_on_a_chart_are_percent_and_never_too_thin_to_see() {
    assertThat(Timeline.percent(0.1011)).isEqualTo("10.11%");
    assertThat(Timeline.percent(0)).isEqualTo("0%");
    assertThat(Timeline.percent(1)).isEqualTo("100%");
    assertThat(Timeline.width(0.0001)).isEqualTo("2");
    assertThat(Timeline.width(0.5)).isEqualTo("50%");
  }

  @Test
  void hidden_characters_are_made_visible() {
    assertThat(VisibleText.line("a\0b\nc\u202ed\u007f\u0085\u2028"))
        .isEqualTo("a␀b␊c[U+202E]d␡[U+0085][U+2028]");
    assertThat(VisibleText.block("a\n\tb\r")).isEqualTo("a\n\tb␍");
    assertThat(VisibleText.line("größe 👩‍💻 <b>")).isEqualTo("größe 👩‍💻 <b>");
    assertThat(VisibleText.shortened("ab🚀cd", 3)).isEqualTo("ab…");
  }

  @Test
  void a_service_has_one_of_twelve_colors_and_keeps_it() {
    assertThat(ServiceColor.of("nginx")).isEqualTo(ServiceColor.of("nginx"));
    assertThat(IntStream.range(0, 500).mapToObj(i -> ServiceColor.of("service-" + i)).distinct())
        .hasSize(12)
        .allMatch(color -> color.matches("c([1-9]|1[0-2])"));
  }

  private static Times on(int year, int month, int day) {
    return new Times(ZoneId.of("UTC"), LocalDate.of(year, month, day));
  }
}
