package dev.skep.persistence.segment;

import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The table `pinned_traces` of the catalogue. For all threads.
public final class Pins implements AutoCloseable {
  private final Connection connection;

  private Pins(Connection connection) {
    this.connection = connection;
  }

  static Pins open(Path catalogue) throws SQLException {
    return new Pins(SqliteConnections.writing(catalogue));
  }

  public synchronized void pin(PinnedTrace trace) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR REPLACE INTO pinned_traces VALUES (?, ?, ?)")) {
      insert.setBytes(1, IdBytes.of(trace.traceId()));
      insert.setString(2, trace.note());
      insert.setLong(3, UnixNano.of(trace.pinnedAt()));
      insert.executeUpdate();
    }
  }

  public synchronized boolean unpin(TraceId traceId) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM pinned_traces WHERE trace_id = ?")) {
      delete.setBytes(1, IdBytes.of(traceId));
      return delete.executeUpdate() > 0;
    }
  }

  public synchronized List<PinnedTrace> all() throws SQLException {
    List<PinnedTrace> pins = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT * FROM pinned_traces ORDER BY pinned_unix_nano DESC, trace_id")) {
      while (row.next()) {
        pins.add(
            new PinnedTrace(
                IdBytes.traceId(row.getBytes("trace_id")),
                row.getString("note"),
                UnixNano.toInstant(row.getLong("pinned_unix_nano"))));
      }
    }
    return pins;
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
