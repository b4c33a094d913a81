package dev.skep.persistence.tools;

import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.Trouble;
import dev.skep.persistence.tools.Finding.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What can be asked of any database file.
final class DatabaseCheck {
  private static final int MOST_LINES = 3;

  private final Statement statement;
  private final List<Finding> findings = new ArrayList<>();

  private DatabaseCheck(Statement statement) {
    this.statement = statement;
  }

  static List<Finding> of(Connection connection, Migrations schema) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      var check = new DatabaseCheck(statement);
      check.integrity();
      if (check.findings.isEmpty()) {
        check.foreignKeys();
        check.version(schema);
      }
      return check.findings;
    }
  }

  static Finding unreadable(SQLException e) {
    boolean damaged = Trouble.of(e) == Trouble.DAMAGED;
    return new Finding(damaged ? Kind.DAMAGED : Kind.UNREADABLE, String.valueOf(e.getMessage()));
  }

  private void integrity() throws SQLException {
    List<String> lines = lines("PRAGMA integrity_check(" + MOST_LINES + ")");
    if (!lines.equals(List.of("ok"))) {
      findings.add(new Finding(Kind.DAMAGED, String.join("; ", lines)));
    }
  }

  private void foreignKeys() throws SQLException {
    List<String> lines =
        lines(
            "SELECT count(*) || ' of ' || \"table\" || ' to ' || parent"
                + " FROM pragma_foreign_key_check GROUP BY \"table\", parent");
    if (!lines.isEmpty()) {
      findings.add(new Finding(Kind.DANGLING, String.join(", ", lines)));
    }
  }

  private void version(Migrations schema) throws SQLException {
    String history = "SELECT coalesce(max(version), '') FROM flyway_schema_history";
    String version =
        lines("SELECT name FROM sqlite_schema WHERE name = 'flyway_schema_history'").isEmpty()
            ? ""
            : lines(history).getFirst();
    int order = version.compareTo(schema.newest());
    if (order != 0) {
      findings.add(
          new Finding(
              order < 0 ? Kind.OLDER_SCHEMA : Kind.NEWER_SCHEMA,
              version.isEmpty() ? "no version" : "version " + version));
    }
  }

  private List<String> lines(String query) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }
}
