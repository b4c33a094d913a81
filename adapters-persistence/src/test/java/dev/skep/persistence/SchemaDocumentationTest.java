package dev.skep.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/schema.md` speaks of every table, view, column and index there is.
final class SchemaDocumentationTest {
  private static final String COLUMNS =
      """
      SELECT objects.name || '.' || columns.name
      FROM sqlite_schema AS objects, pragma_table_info(objects.name) AS columns
      WHERE objects.type IN ('table', 'view')
        AND objects.name NOT LIKE 'sqlite%' AND objects.name <> 'flyway_schema_history'\
      """;

  @TempDir Path data;

  @Test
  void every_column_is_described_under_its_table() throws IOException {
    SqliteStore.open(StoreSettings.of(data), Clock.systemUTC()).close();
    List<String> columns = new ArrayList<>();
    columns.addAll(SqlFile.segmentOf(data).ask(COLUMNS));
    columns.addAll(new SqlFile(data.resolve("catalogue.db")).ask(COLUMNS));
    String schema = Files.readString(Path.of("../docs/schema.md"));

    assertThat(columns).hasSizeGreaterThan(50);
    assertThat(columns)
        .filteredOn(column -> !isDescribed(schema, column))
        .as("columns that docs/schema.md does not describe")
        .isEmpty();
  }

  private static boolean isDescribed(String schema, String column) {
    String table = column.substring(0, column.indexOf('.'));
    String name = column.substring(column.indexOf('.') + 1);
    int heading = schema.indexOf("`" + table + "`\n");
    if (heading < 0) {
      return false;
    }
    int next = schema.indexOf("\n## ", heading);
    String section = schema.substring(heading, next < 0 ? schema.length() : next);
    return section.contains("| `" + name + "` |");
  }
}
