package dev.skep.persistence.segment;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.row.SpanTimes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The roots of traces, as `TraceSummary` defines them: the earliest span whose parent is not
/// stored in this trace, or the earliest of all when every parent is.
///
/// The index has neither parents nor the start of each span, so this reads the rows.
final class TraceRoots {
  private static final String ROWS =
      "SELECT id, span_id, parent_span_id, start_time_unix_nano, exact_times FROM spans";

  private final LiveIndex index;
  // Of each trace, of what is its root as far as is known.
  private final int[] spans;
  private final long[] starts;
  private final long[] ids;
  private final Map<Integer, SpanId> irregularIds = new HashMap<>();

  private TraceRoots(LiveIndex index) {
    this.index = index;
    spans = new int[index.traceCount()];
    starts = new long[spans.length];
    ids = new long[spans.length];
    Arrays.fill(spans, LiveIndex.NONE);
  }

  static TraceRoots read(Connection connection, LiveIndex index) throws SQLException {
    var roots = new TraceRoots(index);
    roots.scan(connection, ROWS + " ORDER BY id", false);
    for (int trace = 0; trace < roots.spans.length; trace++) {
      if (roots.spans[trace] == LiveIndex.NONE && index.spanCount(trace) > 0) {
        roots.readEarliest(connection, trace);
      }
    }
    return roots;
  }

  /// The operation of a trace's root.
  int operationId(int trace) {
    return index.operationOf(spans[trace]);
  }

  /// Every parent is stored: there is a cycle.
  private void readEarliest(Connection connection, int trace) throws SQLException {
    long[] rows = index.rowIds(trace);
    for (int from = 0; from < rows.length; from += 500) {
      long[] some = Arrays.copyOfRange(rows, from, Math.min(from + 500, rows.length));
      String list = Arrays.toString(some).replace('[', '(').replace(']', ')');
      scan(connection, ROWS + " WHERE id IN " + list + " ORDER BY id", true);
    }
  }

  private void scan(Connection connection, String query, boolean children) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        int span = row.getInt(1) - 1;
        int trace = index.traceOf(span);
        byte @Nullable [] parent = row.getBytes(3);
        if (children || parent == null || !isStored(trace, parent)) {
          consider(row, trace, span);
        }
      }
    }
  }

  private boolean isStored(int trace, byte[] spanId) {
    return index.span(trace, IdBytes.spanId(spanId)) != LiveIndex.NONE;
  }

  private void consider(ResultSet row, int trace, int span) throws SQLException {
    long start = start(row);
    int later = spans[trace] == LiveIndex.NONE ? 1 : Long.compareUnsigned(starts[trace], start);
    if (later < 0) {
      return;
    }
    SpanId id = IdBytes.spanId(row.getBytes(2));
    if (later > 0 || id.compareTo(rootId(trace)) < 0) {
      spans[trace] = span;
      starts[trace] = start;
      ids[trace] = id.bits();
      if (!id.isHex()) {
        irregularIds.put(trace, id);
      }
    }
  }

  private SpanId rootId(int trace) {
    return ids[trace] != 0
        ? SpanId.of(ids[trace])
        : Objects.requireNonNull(irregularIds.get(trace));
  }

  /// The time that was sent, even beyond what a position can say, as an unsigned number.
  private static long start(ResultSet row) throws SQLException {
    long position = row.getLong(4);
    String exact = row.getString(5);
    return exact == null ? position : UnixNano.of(SpanTimes.read(position, null, exact).start());
  }
}
