package dev.skep.persistence.tools;

import dev.skep.persistence.folder.DataFiles;
import dev.skep.persistence.segment.Catalogue.Entry;
import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/// Segments behind one connection, and the views that show them as one.
final class AttachedSegments {
  // SQLite takes 125 databases at once as sqlite-jdbc compiles it, but a statement of no more than
  // 1,000 subqueries, views included, and spans_flat has some 14 of them for each segment.
  private static final int MOST = 60;

  private final Connection connection;
  private final List<Long> numbers = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private AttachedSegments(Connection connection) {
    this.connection = connection;
  }

  /// @param connection to nothing yet; afterwards it can only read
  static AttachedSegments of(Connection connection, DataFiles files, List<Entry> newestFirst)
      throws SQLException {
    var attached = new AttachedSegments(connection);
    ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, MOST + 1);
    attached.attach(files.catalogue(), "catalogue");
    for (Entry entry : newestFirst) {
      attached.attach(files.segment(entry.fileName()), entry);
    }
    attached.createViews();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
    }
    // No statement attaches more.
    ((SQLiteConnection) connection)
        .setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, attached.numbers.size() + 1);
    return attached;
  }

  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private void attach(Path file, Entry entry) throws SQLException {
    if (numbers.size() == MOST) {
      if (leftOut.isEmpty() || !leftOut.getLast().startsWith("Only")) {
        leftOut.add(
            "Only the newest "
                + MOST
                + " segments are read; SQLite cannot take more at once. Older than segment "
                + numbers.getLast()
                + " is nothing.");
      }
      return;
    }
    try {
      attach(file, schema(entry.number()));
    } catch (SQLException e) {
      leftOut.add("Segment " + entry.number() + " is left out: " + e.getMessage());
      return;
    }
    String reason = reasonToLeaveOut(entry.number());
    if (reason.isEmpty()) {
      numbers.add(entry.number());
    } else {
      leftOut.add("Segment " + entry.number() + " is left out: " + reason);
      try (Statement statement = connection.createStatement()) {
        statement.execute("DETACH " + schema(entry.number()));
      }
    }
  }

  private void attach(Path file, String schema) throws SQLException {
    try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS " + schema)) {
      attach.setString(1, SqliteConnections.readOnlyUri(file));
      attach.execute();
    }
  }

  /// Empty if there is none.
  private String reasonToLeaveOut(long number) {
    String history = "SELECT max(version) FROM " + schema(number) + ".flyway_schema_history";
    try (Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery(history)) {
      return Migrations.SEGMENT.newest().equals(version.getString(1))
          ? ""
          : "its tables are those of another version of Skep.";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void createViews() throws SQLException {
    if (numbers.isEmpty()) {
      throw new ToolFailedException("No segment can be read: " + String.join(" ", leftOut));
    }
    try (Statement statement = connection.createStatement()) {
      for (String name : names(statement)) {
        statement.execute(
            numbers.stream()
                .map(number ->
                    "SELECT %d AS segment, * FROM %s.%s".formatted(number, schema(number), name))
                .collect(
                    Collectors.joining(" UNION ALL ", "CREATE TEMP VIEW " + name + " AS ", "")));
      }
      statement.execute("CREATE TEMP VIEW segments AS SELECT * FROM catalogue.segments");
    }
  }

  private List<String> names(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    String query =
        "SELECT name FROM "
            + schema(numbers.getFirst())
            + ".sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
            + " AND name <> 'flyway_schema_history'";
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static String schema(long number) {
    return "s" + number;
  }
}
