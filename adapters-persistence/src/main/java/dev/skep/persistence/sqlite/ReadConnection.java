package dev.skep.persistence.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.sqlite.ProgressHandler;

/// A connection that only reads, and whose statements can be stopped while they run.
public final class ReadConnection implements AutoCloseable {
  // SQLite asks after this many of its instructions whether it shall go on: some ten times per
  // millisecond, so that asking costs nothing.
  private static final int INSTRUCTIONS = 10_000;

  private final Connection connection;
  private volatile long deadline;
  private volatile boolean stopped;

  private ReadConnection(Connection connection) {
    this.connection = connection;
  }

  public static ReadConnection open(Path file) throws SQLException {
    ReadConnection reader = new ReadConnection(SqliteConnections.reading(file));
    ProgressHandler.setHandler(reader.connection, INSTRUCTIONS, reader.new Stopping());
    return reader;
  }

  /// Answers a question from one snapshot of the database, however many queries it takes.
  public <T> T read(Duration within, Function<DSLContext, T> question) throws SQLException {
    deadline = System.nanoTime() + within.toNanos();
    try (Statement transaction = connection.createStatement()) {
      transaction.execute("BEGIN");
      T answer = question.apply(SqliteConnections.jooq(connection));
      transaction.execute("COMMIT");
      return answer;
    }
  }

  /// Makes the running statement, if there is one, fail soon.
  public void stop() {
    stopped = true;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private final class Stopping extends ProgressHandler {
    @Override
    protected int progress() {
      return stopped || System.nanoTime() - deadline > 0 ? 1 : 0;
    }
  }
}
