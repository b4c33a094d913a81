package dev.skep.persistence.segment;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.StatusCode;
import dev.skep.persistence.row.AttributeTerms;
import dev.skep.persistence.row.Fingerprint;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.row.SharedCache;
import dev.skep.persistence.row.SharedValues;
import dev.skep.persistence.row.SpanTimes;
import dev.skep.persistence.row.TermList;
import dev.skep.persistence.segment.LiveIndex.IndexedSpan;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Makes the index of a segment from its rows.
///
/// A start waits for this, and the program is cold then. So it asks for few values of a row: those
/// that are nearly always empty only where SQLite says that one is not.
final class LiveIndexLoader {
  private static final String ROWS =
      """
      SELECT id, trace_id, span_id, parent_span_id, operation_id, status_code, status_message,
        start_time_unix_nano, end_offset_nano, exact_times, trace_state, flags, attributes, events,
        links, resource_id, scope_id,
        status_message <> '' OR exact_times IS NOT NULL OR trace_state <> ''
          OR events IS NOT NULL OR links IS NOT NULL OR end_offset_nano IS NULL
      FROM spans ORDER BY id\
      """;

  private final LiveIndex index;
  private final TermList terms = new TermList();
  private final AttributeTerms.Terms shared;

  private LiveIndexLoader(LiveIndex index, AttributeTerms.Terms shared) {
    this.index = index;
    this.shared = shared;
  }

  static LiveIndex load(Path file, long seed) throws SQLException {
    var index = new LiveIndex(seed);
    try (Connection connection = SqliteConnections.reading(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ROWS)) {
      var shared = new SharedValues(SqliteConnections.jooq(connection), new SharedCache());
      var loader = new LiveIndexLoader(index, shared);
      while (rows.next()) {
        loader.add(rows);
      }
    }
    return index;
  }

  private void add(ResultSet row) throws SQLException {
    while (index.spanCount() + 1 < row.getLong(1)) {
      index.addNothing();
    }
    var traceId = IdBytes.traceId(row.getBytes(2));
    var spanId = IdBytes.spanId(row.getBytes(3));
    byte @Nullable [] parentId = row.getBytes(4);
    Parent parent = parentId == null ? Parent.NONE : Parent.of(IdBytes.spanId(parentId));
    boolean rare = row.getInt(18) != 0;
    SpanTimes times =
        SpanTimes.read(
            row.getLong(8),
            rare ? offset(row) : Long.valueOf(row.getLong(9)),
            rare ? row.getString(10) : null);
    int operation = row.getInt(5);
    int status = row.getInt(6);
    int resource = row.getInt(16);
    AttributeTerms.readTerms(row.getString(13), shared, terms);
    long fingerprint =
        new Fingerprint(index.seed())
            .trace(traceId)
            .span(spanId)
            .span(parent instanceof Parent.Of(SpanId id) ? id : null)
            .number(operation)
            .number(status)
            .text(rare ? row.getString(7) : null)
            .number(times.startPosition())
            .number(times.lastPosition())
            .text(times.exact())
            .text(rare ? row.getString(11) : null)
            .number(row.getLong(12))
            .terms(terms)
            .text(rare ? row.getString(14) : null)
            .text(rare ? row.getString(15) : null)
            .number(resource)
            .number(row.getInt(17))
            .value();
    index.add(
        new IndexedSpan(
            traceId,
            spanId,
            parent,
            operation,
            resource,
            status == StatusCode.ERROR.number(),
            times.startPosition(),
            times.lastPosition(),
            fingerprint),
        terms);
  }

  private static @Nullable Long offset(ResultSet row) throws SQLException {
    long offset = row.getLong(9);
    return row.wasNull() ? null : offset;
  }
}
