package dev.skep.persistence.tools;

import dev.skep.persistence.sealed.TraceNumbers;
import dev.skep.persistence.tools.Finding.Kind;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Whether the lists of traces in a sealed segment can be read, and name traces that there are or
/// have been.
final class TraceLists {
  private static final List<String> TABLES =
      List.of(
          "operation_traces",
          "resource_traces",
          "term_traces",
          "value_traces",
          "key_traces",
          "magnitude_traces");

  private final Connection connection;
  private final long traces;

  /// @param traces how many were sealed
  TraceLists(Connection connection, long traces) {
    this.connection = connection;
    this.traces = traces;
  }

  List<Finding> check() throws SQLException {
    List<Finding> findings = new ArrayList<>();
    for (String table : TABLES) {
      long bad = bad(table);
      if (bad > 0) {
        findings.add(
            new Finding(Kind.SEARCH_TABLES, "%,d lists of %s are no lists".formatted(bad, table)));
      }
    }
    return findings;
  }

  private long bad(String table) throws SQLException {
    long bad = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT traces FROM " + table)) {
      while (rows.next()) {
        bad += isList(rows.getBytes(1)) ? 0 : 1;
      }
    }
    return bad;
  }

  private boolean isList(byte[] blob) {
    int[] numbers;
    try {
      numbers = TraceNumbers.decode(blob);
    } catch (UncheckedIOException e) {
      return false;
    }
    long before = 0;
    for (int number : numbers) {
      if (number <= before || number > traces) {
        return false;
      }
      before = number;
    }
    return true;
  }
}
