package dev.skep.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.bootstrap.command.SqlArguments.Format;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlOutputTest {
  private static final byte[] BYTES = {0, (byte) 0xab};

  @Test
  void on_a_terminal_texts_stand_left_and_numbers_right() {
    assertThat(print(AlignedRows::new, List.of(row("nginx", 7, null), row("a", 1234L, 0.5))))
        .isEqualTo(
            """
            a         b    c
            -----  ----  ---
            nginx     7
            a      1234  0.5
            """);
  }

  @Test
  void a_terminal_gets_nothing_that_it_would_obey() {
    assertThat(print(AlignedRows::new, List.of(row("\u001b[2J\n", "\u202ex", BYTES))))
        .contains("\\u001b[2J\\n", "\\u202ex", "00ab")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void a_long_answer_is_printed_to_its_end() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      rows.add(row(i, "x".repeat(i % 100), "end"));
    }

    assertThat(print(AlignedRows::new, rows).lines()).hasSize(2_502);
  }

  @Test
  void rows_for_programs_keep_what_separates_out_of_values() {
    List<List<@Nullable Object>> row = List.of(row("a\tb\\", "c\nd,\"e\"", null));

    assertThat(print(out -> new SeparatedRows(out, SeparatedRows.Style.TABS), row))
        .isEqualTo("a\tb\tc\na\\tb\\\\\tc\\nd,\"e\"\t\n");
    assertThat(print(out -> new SeparatedRows(out, SeparatedRows.Style.CSV), row))
        .isEqualTo("a,b,c\na\tb\\,\"c\nd,\"\"e\"\"\",\n");
  }

  @Test
  void json_keeps_types() {
    assertThat(print(JsonRows::new, List.of(row(Long.MAX_VALUE, 0.5, null), row("\"", BYTES, 3))))
        .isEqualTo(
            """
            {"a":9223372036854775807,"b":0.5,"c":null}
            {"a":"\\"","b":"00ab","c":3}
            """);
  }

  @Test
  void arguments_come_in_any_order() {
    assertThat(SqlArguments.parse(List.of("--json", "SELECT 1", "--timeout=5m", "there")))
        .isEqualTo(new SqlArguments("SELECT 1", "there", Format.JSON_LINES, Duration.ofMinutes(5)));
    assertThat(SqlArguments.parse(List.of("--timeout", "7", "-- a comment\nSELECT 1", "--csv")))
        .isEqualTo(
            new SqlArguments("-- a comment\nSELECT 1", "", Format.CSV, Duration.ofSeconds(7)));
    assertThat(SqlArguments.parse(List.of()))
        .isEqualTo(new SqlArguments("", "", Format.FITTING, Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--timeout", "--timeout=", "--timeout=0", "--timeout=1d", "--xml", "select 1 2"})
  void arguments_that_make_no_sense_are_told(String text) {
    assertThatThrownBy(() -> SqlArguments.parse(List.of(text.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(".")
        .hasMessageNotContaining("null");
  }

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static String print(
      Function<TextOut, SqlCommand.Rows> style, List<List<@Nullable Object>> rows) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new TextOut(new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
      SqlCommand.Rows printed = style.apply(out);
      printed.columns(List.of("a", "b", "c"));
      rows.forEach(printed::row);
      printed.end();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
