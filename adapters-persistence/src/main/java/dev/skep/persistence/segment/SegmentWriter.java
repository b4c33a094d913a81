package dev.skep.persistence.segment;

import static dev.skep.db.segment.Tables.SPANS;

import dev.skep.application.WriteResult;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.row.KnownSpans;
import dev.skep.persistence.row.ResourceRecords;
import dev.skep.persistence.row.ScopeRecords;
import dev.skep.persistence.row.SharedRows;
import dev.skep.persistence.row.SpanKey;
import dev.skep.persistence.row.SpanRecords;
import dev.skep.persistence.row.StoredSpans;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;

/// The one connection that writes to a segment. Used by one thread.
public final class SegmentWriter implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 5_000;
  // 32 MiB of SQLite's default pages: rarely enough to cost little, and a restart replays it
  // quickly.
  private static final int CHECKPOINT_PAGES = 8_192;

  private final Clock clock;
  private final Connection connection;
  private final Statement statement;
  private final PreparedStatement insert;
  private final DSLContext sql;
  private final SharedRows<Resource> resources;
  private final SharedRows<InstrumentationScope> scopes;

  private SegmentWriter(Connection connection, Clock clock) throws SQLException {
    this.clock = clock;
    this.connection = connection;
    statement = connection.createStatement();
    insert = connection.prepareStatement(SpanRecords.INSERT);
    sql = SqliteConnections.jooq(connection);
    resources = new SharedRows<>(resource -> ResourceRecords.idOf(sql, resource));
    scopes = new SharedRows<>(scope -> ScopeRecords.idOf(sql, scope));
  }

  public static SegmentWriter open(Path file, Clock clock) throws SQLException {
    Connection connection = SqliteConnections.writing(file);
    try {
      return new SegmentWriter(connection, clock);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Stores all batches in one transaction, or nothing. When this returns they are on disk.
  public List<WriteResult> write(List<List<Span>> batches) throws SQLException {
    begin();
    try {
      List<WriteResult> results = insertNew(batches);
      statement.execute("COMMIT");
      return results;
    } catch (SQLException | RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
  }

  /// Writes a span, looks whether it is there, and takes it back.
  public void tryOut(Span span) throws SQLException {
    begin();
    try {
      insertNew(List.of(List.of(span)));
      if (!sql.fetchExists(SPANS, SPANS.TRACE_ID.eq(IdBytes.of(span.traceId())))) {
        throw new SQLException("a span that was just written is not there");
      }
    } catch (SQLException | RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
    rollback();
  }

  /// Copies the write-ahead log into the database file once it is long. Meant for a moment when no
  /// request waits.
  public void checkpointIfLong() throws SQLException {
    try (var log = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
      if (log.getInt(2) < CHECKPOINT_PAGES) {
        return;
      }
    }
    statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
  }

  public Connection connection() {
    return connection;
  }

  /// Closes the connection, having emptied the write-ahead log as far as that is possible.
  @Override
  public void close() throws SQLException {
    try (connection) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private void begin() throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
  }

  private List<WriteResult> insertNew(List<List<Span>> batches) throws SQLException {
    KnownSpans known = storedWithKeysOf(batches);
    long received = UnixNano.of(clock.instant());
    List<WriteResult> results = new ArrayList<>(batches.size());
    int waiting = 0;
    for (List<Span> batch : batches) {
      int stored = 0;
      for (Span span : batch) {
        if (!known.add(span)) {
          continue;
        }
        long resource = resources.idOf(span.resource());
        SpanRecords.bind(insert, span, resource, scopes.idOf(span.scope()), received);
        insert.addBatch();
        stored++;
        waiting++;
        if (waiting == ROWS_AT_ONCE) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      results.add(new WriteResult(stored, batch.size() - stored));
    }
    insert.executeBatch();
    return results;
  }

  private KnownSpans storedWithKeysOf(List<List<Span>> batches) {
    Set<SpanKey> keys = new LinkedHashSet<>();
    for (List<Span> batch : batches) {
      batch.forEach(span -> keys.add(SpanKey.of(span)));
    }
    KnownSpans known = new KnownSpans(keys.size());
    new StoredSpans(sql).withKeys(keys).forEach(known::add);
    return known;
  }

  private void rollback() throws SQLException {
    // Rows of the transaction may be remembered, and its spans may wait in the statement.
    resources.forget();
    scopes.forget();
    insert.clearBatch();
    statement.execute("ROLLBACK");
  }

  private void rollback(Throwable because) {
    try {
      rollback();
    } catch (SQLException e) {
      // SQLite rolls back by itself after some errors; then there is nothing left to roll back.
      because.addSuppressed(e);
    }
  }
}
