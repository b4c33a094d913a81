package dev.skep.persistence.segment;

import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.row.IdBytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// Deletes the rows of a trace.
final class TraceRows {
  private TraceRows() {}

  /// Deletes a trace of a segment that is not sealed, from its file and then from its index.
  ///
  /// @return how many spans there were
  static int delete(Connection connection, TraceId traceId, LiveIndex index) throws SQLException {
    int trace = index.traces().numberOf(traceId);
    if (trace == LiveIndex.NONE || index.traces().spanCount(trace) == 0) {
      return 0;
    }
    long[] rows = index.rowIds(trace);
    delete(connection, traceId, rows);
    index.writing().lock();
    try {
      index.remove(trace);
    } finally {
      index.writing().unlock();
    }
    return rows.length;
  }

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
