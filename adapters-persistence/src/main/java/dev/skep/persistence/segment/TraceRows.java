package dev.skep.persistence.segment;

import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.IdBytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// Deletes the rows of a trace.
final class TraceRows {
  private TraceRows() {}

  /// Deletes these spans and their trace in one transaction, and overwrites what was in them.
  static void delete(Connection connection, TraceId traceId, long[] rowIds) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA secure_delete = ON");
      statement.execute("BEGIN IMMEDIATE");
      try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM spans WHERE id = ?");
          PreparedStatement deleteTrace =
              connection.prepareStatement("DELETE FROM traces WHERE trace_id = ?")) {
        for (long rowId : rowIds) {
          delete.setLong(1, rowId);
          delete.addBatch();
        }
        delete.executeBatch();
        deleteTrace.setBytes(1, IdBytes.of(traceId));
        deleteTrace.executeUpdate();
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
