package dev.skep.persistence.segment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// Deletes rows of spans.
final class TraceRows {
  private TraceRows() {}

  /// Deletes these rows in one transaction and overwrites what was in them.
  static void delete(Connection connection, long[] rowIds) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA secure_delete = ON");
      statement.execute("BEGIN IMMEDIATE");
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM spans WHERE id = ?")) {
        for (long rowId : rowIds) {
          delete.setLong(1, rowId);
          delete.addBatch();
        }
        delete.executeBatch();
        statement.execute("COMMIT");
      } catch (SQLException e) {
        statement.execute("ROLLBACK");
        throw e;
      } finally {
        statement.execute("PRAGMA secure_delete = OFF");
      }
    }
  }
}
