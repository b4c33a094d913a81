package dev.skep.persistence.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.sealed.TraceIdFilter;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Seals a full segment: writes into its file what it is searched by, so that the index in memory
/// can go. All in one transaction: whatever ends it in the middle leaves the file as it was.
///
/// Nobody may write to the segment any more. Who reads it, reads on.
public final class Sealing {
  private static final String INDEXES = "/db/sealing/indexes.sql";
  private static final String FACTS =
      """
      SELECT coalesce(sum(span_count), 0), count(*), coalesce(min(start_time_unix_nano), 0),
        coalesce(max(start_time_unix_nano), 0),
        coalesce(max(start_time_unix_nano + duration_nano), 0)
      FROM traces\
      """;

  private final Connection connection;
  private final LiveIndex index;
  private final Pace pace;
  private final NumberedTraces traces;
  private final SearchLists lists;

  private Sealing(Connection connection, LiveIndex index, Pace pace) {
    this.connection = connection;
    this.index = index;
    this.pace = pace;
    this.traces = new NumberedTraces(index);
    this.lists = new SearchLists(connection, index, traces, pace);
  }

  /// Seals a segment, unless it is sealed already.
  ///
  /// @param index of this very segment
  /// @param pace at which this goes on
  /// @param stopped asked now and then whether this has to end
  /// @return nothing if it ended before its time
  public static Optional<SegmentFacts> seal(
      Path file, LiveIndex index, Pace pace, BooleanSupplier stopped) throws SQLException {
    try (Connection connection = SqliteConnections.writing(file);
        Statement statement = connection.createStatement()) {
      // What is written here is found in the tables that it points to, so that need not be checked;
      // and most pages are written once, one after the other.
      statement.execute("PRAGMA foreign_keys = OFF");
      statement.execute("PRAGMA cache_size = -4096");
      statement.execute("BEGIN IMMEDIATE");
      try {
        if (!isSealed(statement) && !new Sealing(connection, index, pace).perform(file, stopped)) {
          statement.execute("ROLLBACK");
          return Optional.empty();
        }
        SegmentFacts facts = facts(statement);
        statement.execute("COMMIT");
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return Optional.of(facts);
      } catch (SQLException | RuntimeException | Error e) {
        rollback(statement, e);
        throw e;
      }
    }
  }

  private boolean perform(Path file, BooleanSupplier stopped) throws SQLException {
    List<Step> steps =
        List.of(
            this::writeTraces,
            lists::writeOperations,
            lists::writeResources,
            lists::writeTerms,
            lists::writeValues,
            lists::writeKeys,
            lists::writeMagnitudes,
            this::createIndexes,
            this::writeFilter);
    try (var log = FileChannel.open(Path.of(file + "-wal"), StandardOpenOption.READ)) {
      for (Step step : steps) {
        if (stopped.getAsBoolean()) {
          return false;
        }
        step.perform();
        // Bit by bit: a long sync of this file would hold up the short ones of the open segment.
        log.force(false);
        pace.rest();
      }
    } catch (IOException e) {
      throw new SQLException("the log of " + file + " cannot be synced", e);
    }
    return !stopped.getAsBoolean();
  }

  private interface Step {
    void perform() throws SQLException;
  }

  private void writeTraces() throws SQLException {
    TraceRoots roots = TraceRoots.read(connection, index, pace);
    try (var insert =
        new BatchedInsert(connection, "INSERT INTO traces VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int number = 1; number <= traces.count(); number++) {
        int trace = traces.trace(number);
        String spanIds = traces.spanIds(number);
        PreparedStatement row = insert.row();
        row.setInt(1, number);
        row.setBytes(2, IdBytes.of(index.traces().idOf(trace)));
        row.setLong(3, index.traces().start(trace));
        row.setLong(4, index.traces().duration(trace));
        row.setInt(5, index.traces().spanCount(trace));
        row.setInt(6, index.traces().errorCount(trace));
        row.setInt(7, roots.operationId(trace));
        row.setString(8, spanIds);
        insert.add(spanIds.length());
        pace.step();
      }
      insert.flush();
    }
  }

  private void writeFilter() throws SQLException {
    var filter = TraceIdFilter.forTraces(traces.count());
    for (int number = 1; number <= traces.count(); number++) {
      filter.add(index.traces().idOf(traces.trace(number)));
    }
    try (var insert = connection.prepareStatement("INSERT INTO trace_filters VALUES (1, ?)")) {
      insert.setBytes(1, filter.bytes());
      insert.executeUpdate();
    }
  }

  private void createIndexes() throws SQLException {
    try (InputStream sql = Sealing.class.getResourceAsStream(INDEXES);
        Statement statement = connection.createStatement()) {
      if (sql == null) {
        throw new IllegalStateException(INDEXES + " is missing");
      }
      statement.executeUpdate(new String(sql.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSealed(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM trace_filters")) {
      return row.getInt(1) > 0;
    }
  }

  private static SegmentFacts facts(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(FACTS)) {
      return new SegmentFacts(
          row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
  }

  private static void rollback(Statement statement, Throwable because) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      // SQLite rolls back by itself after some errors; then there is nothing left to roll back.
      because.addSuppressed(e);
    }
  }
}
