package dev.skep.persistence.sealing;

import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.row.TermList;
import dev.skep.persistence.sealed.Measure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;

/// Writes the lists of traces that a sealed segment is searched by: which traces have a span of
/// this operation, of this resource, with this attribute, and which are as long as this.
final class SearchLists {
  private final Connection connection;
  private final LiveIndex index;
  private final NumberedTraces traces;
  private final Pace pace;

  /// @param index of the segment that the connection writes to
  SearchLists(Connection connection, LiveIndex index, NumberedTraces traces, Pace pace) {
    this.connection = connection;
    this.index = index;
    this.traces = traces;
    this.pace = pace;
  }

  void writeOperations() throws SQLException {
    writeByKey(
        "operation_traces",
        rowsOf("operations"),
        (number, keys) ->
            forEachSpan(number, span -> keys.accept(index.spans().operationOf(span))));
  }

  void writeResources() throws SQLException {
    writeByKey(
        "resource_traces",
        rowsOf("resources"),
        (number, keys) -> forEachSpan(number, span -> keys.accept(index.spans().resourceOf(span))));
  }

  void writeTerms() throws SQLException {
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

  void writeKeys() throws SQLException {
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

  void writeValues() throws SQLException {
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
      TracesByHash.write(traces.count(), hashes, (hash, found) -> add(insert, hash, found));
      insert.flush();
    }
  }

  private void writeByKey(String table, int keyCount, TracesByKey.Keys keys) throws SQLException {
    try (var insert = new BatchedInsert(connection, "INSERT INTO " + table + " VALUES (?, ?)")) {
      TracesByKey.write(traces.count(), keyCount, keys, (key, found) -> add(insert, key, found));
      insert.flush();
    }
  }

  private void add(BatchedInsert insert, int key, byte[] found) throws SQLException {
    pace.step();
    insert.row().setInt(1, key);
    insert.row().setBytes(2, found);
    insert.add(found.length);
  }

  void writeMagnitudes() throws SQLException {
    writeMagnitudes(Measure.DURATION, index.traces()::duration);
    writeMagnitudes(Measure.SPANS, index.traces()::spanCount);
    writeMagnitudes(Measure.ERRORS, index.traces()::errorCount);
  }

  private void writeMagnitudes(Measure measure, ToLongFunction<Integer> value) throws SQLException {
    String sql = "INSERT INTO magnitude_traces VALUES ('" + measure.slug() + "', ?, ?)";
    try (var insert = new BatchedInsert(connection, sql)) {
      TracesByKey.write(
          traces.count(),
          Measure.MAGNITUDES,
          (number, keys) -> keys.accept(Measure.magnitude(value.applyAsLong(traces.trace(number)))),
          (magnitude, found) -> add(insert, magnitude, found));
      insert.flush();
    }
  }

  private void forEachSpan(int number, IntConsumer action) {
    pace.step();
    traces.forEachSpan(number, action);
  }

  private void forEachTerm(int number, IntConsumer terms) {
    pace.step();
    traces.forEachTerm(number, terms);
  }

  /// One more than the largest id, so that ids can be indexes.
  private int rowsOf(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) + 1 FROM " + table)) {
      return row.getInt(1);
    }
  }
}
