package dev.skep.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.persistence.tools.FolderSql;
import dev.skep.persistence.tools.SqlAnswer;
import dev.skep.persistence.tools.ToolFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderSqlTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path data;

  @Test
  void all_segments_are_asked_at_once_while_a_store_is_open() {
    try (SqliteStore store = SmallSegments.open(data, 10)) {
      for (int i = 1; i <= 25; i++) {
        store.writer().write(List.of(SmallSegments.one(i)));
      }

      assertThat(ask("SELECT segment, count(*) FROM spans GROUP BY 1"))
          .containsExactly("[segment, count(*)]", "[1, 10]", "[2, 10]", "[3, 5]");
      assertThat(ask("SELECT count(DISTINCT trace_id), min(segment) FROM spans_flat"))
          .contains("[25, 1]");
      assertThat(
              ask(
                  "SELECT count(*) FROM spans JOIN operations ON operations.id = operation_id AND"
                      + " operations.segment = spans.segment"))
          .contains("[25]");
      assertThat(ask("SELECT number FROM segments")).contains("[1]", "[2]", "[3]");
    }
  }

  @Test
  void every_table_and_view_of_a_segment_is_there() {
    SmallSegments.fill(data, 1, 10);
    List<@Nullable String> names =
        SmallSegments.segment(data, 1)
            .ask(
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE"
                    + " 'sqlite_%' AND name <> 'flyway_schema_history'");

    assertThat(names).contains("spans_flat", "spans", "traces", "resources");
    for (String name : names) {
      assertThat(ask("SELECT * FROM " + name).getFirst()).startsWith("[segment, ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; SELECT 2",
        "SELECT ';' ; /* ; */ SELECT 2",
        "DELETE FROM s1.spans",
        "WITH x AS (SELECT 1) DELETE FROM s1.spans",
        "ATTACH 'other.db' AS other",
        "VACUUM s1 INTO 'copy.db'",
        "PRAGMA query_only = OFF",
        "CREATE TABLE x (y)",
        "SELECT load_extension('x')",
        "SELECT nonsense FROM spans",
        "",
        "-- nothing"
      })
  void what_is_not_one_statement_that_reads_is_refused(String statement) {
    SmallSegments.fill(data, 3, 10);

    assertThatThrownBy(() -> ask(statement)).isInstanceOf(ToolFailedException.class);
    assertThat(SmallSegments.segment(data, 1).ask("SELECT count(*) FROM spans"))
        .containsExactly("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';--' ;  -- ; nothing more\n /* ; */ ",
        "/* a */ -- b\n with x as (select ';' as y) select y || '--' from x",
        "values (';--')"
      })
  void semicolons_and_comments_are_where_sqlite_has_them(String statement) {
    SmallSegments.fill(data, 1, 10);

    assertThat(ask(statement)).contains("[;--]");
  }

  @Test
  void a_statement_that_takes_too_long_is_stopped() {
    SmallSegments.fill(data, 1, 10);
    String endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)";

    assertThatThrownBy(() -> ask(endless + " SELECT count(*) FROM n", Duration.ofSeconds(1)))
        .isInstanceOf(ToolFailedException.class)
        .hasMessage("Stopped after 1 s.");
  }

  @Test
  void time_that_the_reader_takes_is_not_counted() {
    SmallSegments.fill(data, 1, 10);
    List<Object> rows = new ArrayList<>();
    String thousands = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9000)";

    try (FolderSql sql = FolderSql.open(data)) {
      sql.ask(
          thousands + " SELECT i FROM n",
          Duration.ofSeconds(1),
          new SqlAnswer() {
            @Override
            public void columns(List<String> names) {}

            @Override
            public void row(List<@Nullable Object> values) {
              rows.add(values);
              if (rows.size() == 2) {
                sleep(Duration.ofMillis(1500));
              }
            }
          });
    }

    assertThat(rows).hasSize(9000);
  }

  @Test
  void of_more_segments_than_sqlite_takes_the_newest_are_asked_and_that_is_said() {
    SmallSegments.fill(data, 65, 1);

    try (FolderSql sql = FolderSql.open(data)) {
      assertThat(sql.leftOut()).singleElement().asString().contains("Only the newest 60 segments");
    }
    assertThat(ask("SELECT count(*), max(segment) - min(segment) FROM spans_flat"))
        .contains("[59, 58]");
  }

  @Test
  void a_damaged_segment_is_left_out_and_that_is_said() throws IOException {
    SmallSegments.fill(data, 15, 10);
    Files.writeString(data.resolve("segments/000001.db"), "no database".repeat(1000));

    try (FolderSql sql = FolderSql.open(data)) {
      assertThat(sql.leftOut()).singleElement().asString().startsWith("Segment 1 is left out");
    }
    assertThat(ask("SELECT count(*) FROM spans")).contains("[5]");
  }

  private List<String> ask(String statement) {
    return ask(statement, MINUTE);
  }

  /// The names of the columns, and then the rows.
  private List<String> ask(String statement, Duration limit) {
    List<String> lines = new ArrayList<>();
    try (FolderSql sql = FolderSql.open(data)) {
      sql.ask(
          statement,
          limit,
          new SqlAnswer() {
            @Override
            public void columns(List<String> names) {
              lines.add(names.toString());
            }

            @Override
            public void row(List<@Nullable Object> values) {
              lines.add(values.toString());
            }
          });
    }
    return lines;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
