package dev.skep.persistence.segment;

import dev.skep.application.WriteResult;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.live.IndexedSpan;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.rollup.OlderSpan;
import dev.skep.persistence.rollup.RollUpWriter;
import dev.skep.persistence.row.NewSpan;
import dev.skep.persistence.row.SharedCache;
import dev.skep.persistence.row.SpanInsert;
import dev.skep.persistence.row.StoredSpans;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The one connection that writes to the open segment, and what keeps its index in memory in step.
/// Used by one thread.
public final class SegmentWriter implements AutoCloseable {
  // 4 MiB. Senders wait meanwhile: a step must be short, and a longer one costs no less for each
  // page, for rows are appended and few pages are written again.
  private static final int CHECKPOINT_PAGES = 512;
  // How long readers wait for the writer at most: the time to index so many spans.
  private static final int SPANS_UNDER_LOCK = 256;

  private final Connection connection;
  private final Statement statement;
  private final SpanInsert insert;
  private final RowEncoder encoder;
  private final LiveIndex index;
  private final StoredSpans stored;
  private final OlderPieces older;
  private final RollUpWriter rollUps;
  private final int earlierTraces;
  private final int earlierSpans;
  private long bytes;

  private SegmentWriter(Connection connection, LiveIndex index, OlderPieces older)
      throws SQLException {
    this.connection = connection;
    this.index = index;
    this.older = older;
    statement = connection.createStatement();
    // What rows point to was given its row here, a moment before; looking again would take an
    // eighth
    // of the time of an insert. `./skep check` looks.
    statement.execute("PRAGMA foreign_keys = OFF");
    insert = new SpanInsert(connection);
    encoder = new RowEncoder(connection);
    stored = new StoredSpans(SqliteConnections.jooq(connection), new SharedCache());
    earlierTraces = index.traces().count();
    earlierSpans = index.spans().count();
    rollUps = new RollUpWriter(connection, index.spans(), this::earlier, index.seed());
  }

  /// @param index of this very segment
  /// @param older the segments before it
  static SegmentWriter open(Path file, LiveIndex index, OlderPieces older) throws SQLException {
    Connection connection = SqliteConnections.writing(file);
    try {
      return new SegmentWriter(connection, index, older);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Stores all batches in one transaction, or nothing. When this returns they are on disk.
  ///
  /// When this fails, the index says more than the file, and must be made anew.
  public List<WriteResult> write(List<List<Span>> batches) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    try {
      List<WriteResult> results = new ArrayList<>(batches.size());
      for (List<Span> batch : batches) {
        results.add(insertNew(batch));
      }
      insert.flush();
      encoder.flush();
      rollUps.flush();
      statement.execute("COMMIT");
      return results;
    } catch (SQLException | RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
  }

  /// Writes a span, looks whether it is there, and takes it back.
  public void tryOut(Span span) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    try {
      NewSpan row = encoder.encode(span, nextRowId());
      insert.add(row);
      insert.flush();
      if (stored.spans(new long[] {row.id()}).isEmpty()) {
        throw new SQLException("a span that was just written is not there");
      }
    } catch (SQLException | RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
    rollback();
  }

  /// Deletes the spans of a trace.
  ///
  /// @return how many there were
  public int delete(TraceId id) throws SQLException {
    return TraceRows.delete(connection, id, index);
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
    try (var size =
        statement.executeQuery(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")) {
      bytes = size.getLong(1);
    }
  }

  /// How large the segment is, the write-ahead log left out, in bytes.
  public long bytes() {
    return bytes;
  }

  public LiveIndex index() {
    return index;
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

  private WriteResult insertNew(List<Span> batch) throws SQLException {
    int stored = 0;
    // Of one class, whatever list they came in: so Java need not compile this again for another.
    Span[] fresh = older.fresh(batch, index).toArray(Span[]::new);
    for (int from = 0; from < fresh.length; from += SPANS_UNDER_LOCK) {
      int to = Math.min(from + SPANS_UNDER_LOCK, fresh.length);
      index.writing().lock();
      try {
        for (int i = from; i < to; i++) {
          stored += insertIfNew(fresh[i]) ? 1 : 0;
        }
      } finally {
        index.writing().unlock();
      }
      insert.flushFull();
    }
    return new WriteResult(stored, batch.size() - stored);
  }

  private boolean insertIfNew(Span span) throws SQLException {
    NewSpan row = encoder.encode(span, nextRowId());
    long fingerprint = encoder.fingerprint(row, index.seed());
    if (isStored(span, fingerprint)) {
      return false;
    }
    insert.add(row);
    int number =
        index.add(
            new IndexedSpan(
                span.traceId(),
                span.spanId(),
                span.parent(),
                row.operationId(),
                row.resourceId(),
                span.status().code() == StatusCode.ERROR,
                row.times().startPosition(),
                row.times().lastPosition(),
                fingerprint),
            encoder.terms());
    boolean continued = index.spans().traceOf(number) < earlierTraces || older.have(span.traceId());
    rollUps.add(span, row.operationId(), row.resourceId(), number, continued);
    return true;
  }

  private boolean isStored(Span span, long fingerprint) throws SQLException {
    int like = index.spanLike(span.traceId(), span.spanId(), fingerprint);
    if (like == LiveIndex.NONE) {
      return false;
    }
    insert.flush();
    encoder.flush();
    return stored.spans(new long[] {like + 1L}).contains(span);
  }

  /// What was stored of a trace before this connection was opened: in older segments, then here.
  private List<OlderSpan> earlier(TraceId id) {
    List<Span> spans = new ArrayList<>(older.spansOf(id));
    int trace = index.traces().numberOf(id);
    if (trace != LiveIndex.NONE && trace < earlierTraces) {
      long[] rows = Arrays.stream(index.rowIds(trace)).filter(row -> row <= earlierSpans).toArray();
      spans.addAll(stored.spans(rows));
    }
    return spans.stream().map(OlderSpan::of).toList();
  }

  private long nextRowId() {
    return index.spans().count() + 1L;
  }

  private void rollback() throws SQLException {
    insert.clear();
    statement.execute("ROLLBACK");
    encoder.forget();
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
