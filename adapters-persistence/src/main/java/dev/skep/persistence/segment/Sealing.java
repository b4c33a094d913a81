package dev.skep.persistence.segment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.row.TermList;
import dev.skep.persistence.sealed.Measure;
import dev.skep.persistence.sealed.SpanIds;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Seals a full segment: writes into its file what it is searched by, so that the index in memory
/// can go. All in one transaction: whatever ends it in the middle leaves the file as it was.
///
/// Nobody may write to the segment any more. Who reads it, reads on.
final class Sealing {
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
  // Of each trace number, minus one, the number in the index.
  private final int[] order;
  // The spans of trace 1, then those of trace 2, and so on; and where those of a trace end.
  private final int[] spans;
  private final int[] ends;

  private Sealing(Connection connection, LiveIndex index, Pace pace) {
    this.connection = connection;
    this.index = index;
    this.pace = pace;
    Comparator<Integer> byStart = Comparator.comparingLong(index::start);
    order =
        IntStream.range(0, index.traceCount())
            .filter(trace -> index.spanCount(trace) > 0)
            .boxed()
            .sorted(byStart.thenComparing(index::traceId))
            .mapToInt(Integer::intValue)
            .toArray();
    ends = new int[order.length + 1];
    for (int number = 1; number <= order.length; number++) {
      ends[number] = ends[number - 1] + index.spanCount(order[number - 1]);
    }
    spans = new int[ends[order.length]];
    for (int number = 1; number <= order.length; number++) {
      index.copySpans(order[number - 1], spans, ends[number]);
    }
  }

  /// Seals a segment, unless it is sealed already.
  ///
  /// @param index of this very segment
  /// @param pace at which this goes on
  /// @param stopped asked now and then whether this has to end
  /// @return nothing if it ended before its time
  static Optional<SegmentFacts> seal(Path file, LiveIndex index, Pace pace, BooleanSupplier stopped)
      throws SQLException {
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
            this::writeOperations,
            this::writeResources,
            this::writeTerms,
            this::writeValues,
            this::writeKeys,
            this::writeMagnitudes,
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

  // ---- Traces

  private void writeTraces() throws SQLException {
    TraceRoots roots = TraceRoots.read(connection, index, pace);
    try (var insert =
        new BatchedInsert(connection, "INSERT INTO traces VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int number = 1; number <= order.length; number++) {
        int trace = order[number - 1];
        String spanIds = SpanIds.write(spans, ends[number - 1], ends[number]);
        PreparedStatement row = insert.row();
        row.setInt(1, number);
        row.setBytes(2, IdBytes.of(index.traceId(trace)));
        row.setLong(3, index.start(trace));
        row.setLong(4, index.duration(trace));
        row.setInt(5, index.spanCount(trace));
        row.setInt(6, index.errorCount(trace));
        row.setInt(7, roots.operationId(trace));
        row.setString(8, spanIds);
        insert.add(spanIds.length());
        pace.step();
      }
      insert.flush();
    }
  }

  private void writeFilter() throws SQLException {
    var filter = TraceIdFilter.forTraces(order.length);
    for (int trace : order) {
      filter.add(index.traceId(trace));
    }
    try (var insert = connection.prepareStatement("INSERT INTO trace_filters VALUES (1, ?)")) {
      insert.setBytes(1, filter.bytes());
      insert.executeUpdate();
    }
  }

  // ---- Lists of traces

  private void writeOperations() throws SQLException {
    writeByKey(
        "operation_traces",
        rowsOf("operations"),
        (number, keys) -> forEachSpan(number, span -> keys.accept(index.operationOf(span))));
  }

  private void writeResources() throws SQLException {
    writeByKey(
        "resource_traces",
        rowsOf("resources"),
        (number, keys) -> forEachSpan(number, span -> keys.accept(index.resourceOf(span))));
  }

  private void writeTerms() throws SQLException {
    writeByKey(
        "term_traces",
        rowsOf("terms"),
        (number, keys) ->
            forEachTerm(
                number,
                term -> {
                  if (term >= 0) {
                    keys.accept(term);
                  }
                }));
  }

  private void writeKeys() throws SQLException {
    writeByKey(
        "key_traces",
        rowsOf("attribute_keys"),
        (number, keys) ->
            forEachTerm(
                number,
                term -> {
                  if (TermList.isInlineKey(term)) {
                    keys.accept(TermList.keyId(term));
                  }
                }));
  }

  private void writeValues() throws SQLException {
    TracesByKey.Keys hashes =
        (number, keys) ->
            forEachTerm(
                number,
                term -> {
                  if (term < 0 && !TermList.isInlineKey(term)) {
                    keys.accept(TermList.valueHash(term));
                  }
                });
    try (var insert = new BatchedInsert(connection, "INSERT INTO value_traces VALUES (?, ?)")) {
      TracesByHash.write(order.length, hashes, (hash, traces) -> add(insert, hash, traces));
      insert.flush();
    }
  }

  private void writeByKey(String table, int keyCount, TracesByKey.Keys keys) throws SQLException {
    try (var insert = new BatchedInsert(connection, "INSERT INTO " + table + " VALUES (?, ?)")) {
      TracesByKey.write(order.length, keyCount, keys, (key, traces) -> add(insert, key, traces));
      insert.flush();
    }
  }

  private void add(BatchedInsert insert, int key, byte[] traces) throws SQLException {
    pace.step();
    insert.row().setInt(1, key);
    insert.row().setBytes(2, traces);
    insert.add(traces.length);
  }

  private void writeMagnitudes() throws SQLException {
    writeMagnitudes(Measure.DURATION, index::duration);
    writeMagnitudes(Measure.SPANS, index::spanCount);
    writeMagnitudes(Measure.ERRORS, index::errorCount);
  }

  private void writeMagnitudes(Measure measure, ToLongFunction<Integer> value) throws SQLException {
    String sql = "INSERT INTO magnitude_traces VALUES ('" + measure.slug() + "', ?, ?)";
    try (var insert = new BatchedInsert(connection, sql)) {
      TracesByKey.write(
          order.length,
          Measure.MAGNITUDES,
          (number, keys) -> keys.accept(Measure.magnitude(value.applyAsLong(order[number - 1]))),
          (magnitude, traces) -> add(insert, magnitude, traces));
      insert.flush();
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

  // ---- Helpers

  private void forEachSpan(int number, IntConsumer action) {
    pace.step();
    for (int i = ends[number - 1]; i < ends[number]; i++) {
      action.accept(spans[i]);
    }
  }

  private void forEachTerm(int number, IntConsumer terms) {
    pace.step();
    for (int i = ends[number - 1]; i < ends[number]; i++) {
      int end = index.termsStart(spans[i] + 1);
      for (int at = index.termsStart(spans[i]); at < end; at++) {
        terms.accept(index.term(at));
      }
    }
  }

  /// One more than the largest id, so that ids can be indexes.
  private int rowsOf(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) + 1 FROM " + table)) {
      return row.getInt(1);
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
