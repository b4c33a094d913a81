package dev.skep.persistence.sealing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Inserts many rows, some hundred at a time.
final class BatchedInsert implements AutoCloseable {
  private static final int ROWS = 500;
  // The driver holds what waits.
  private static final int BYTES = 1 << 20;

  private final PreparedStatement insert;
  private int rows;
  private int bytes;

  BatchedInsert(Connection connection, String sql) throws SQLException {
    insert = connection.prepareStatement(sql);
  }

  /// Takes the parameters of a row, which [#add] adds.
  PreparedStatement row() {
    return insert;
  }

  /// Adds a row.
  ///
  /// @param size about how large it is, in bytes
  void add(int size) throws SQLException {
    insert.addBatch();
    rows++;
    bytes += size;
    if (rows >= ROWS || bytes >= BYTES) {
      flush();
    }
  }

  void flush() throws SQLException {
    if (rows > 0) {
      insert.executeBatch();
      rows = 0;
      bytes = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
