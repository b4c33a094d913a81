package dev.skep.persistence.sealing;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.row.SpanTimes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The roots of traces, as `TraceSummary` defines them: the earliest span whose parent is not
/// stored in this trace, or the earliest of all when every parent is.
///
/// The index tells which spans these are. Nearly always there is one; where there are several, the
/// rows have to be read, for the index has not the start of each span.
final class TraceRoots {
  private static final String ROWS =
      "SELECT id, span_id, start_time_unix_nano, exact_times FROM spans";
  private static final int ROWS_AT_ONCE = 500;
  // From this part of all rows on it is quicker to read all.
  private static final int MANY = 8;

  private final LiveIndex index;
  private final Pace pace;
  // Of each trace, its root as far as is known.
  private final int[] spans;
  // Of each trace that had to be read, of that span.
  private final BitSet compared = new BitSet();
  private final long[] starts;
  private final long[] ids;
  private final Map<Integer, SpanId> irregularIds = new HashMap<>();

  private TraceRoots(LiveIndex index, Pace pace) {
    this.index = index;
    this.pace = pace;
    spans = new int[index.traces().count()];
    Arrays.fill(spans, LiveIndex.NONE);
    starts = new long[spans.length];
    ids = new long[spans.length];
  }

  static TraceRoots read(Connection connection, LiveIndex index, Pace pace) throws SQLException {
    var roots = new TraceRoots(index, pace);
    roots.scan(connection, roots.undecided());
    return roots;
  }

  /// The operation of a trace's root.
  int operationId(int trace) {
    return index.spans().operationOf(spans[trace]);
  }

  /// Takes what the index tells, and finds the spans that have to be compared.
  private BitSet undecided() {
    var undecided = new BitSet();
    for (int span = 0; span < index.spans().count(); span++) {
      pace.step();
      int trace = index.spans().traceOf(span);
      if (trace != LiveIndex.NONE && index.spans().isTop(span)) {
        if (spans[trace] == LiveIndex.NONE) {
          spans[trace] = span;
        } else {
          undecided.set(spans[trace]);
          undecided.set(span);
        }
      }
    }
    for (int trace = 0; trace < spans.length; trace++) {
      if (spans[trace] == LiveIndex.NONE) {
        // Every parent is stored: there is a cycle. Or the trace was deleted.
        for (long row : index.rowIds(trace)) {
          undecided.set((int) row - 1);
        }
      }
    }
    return undecided;
  }

  private void scan(Connection connection, BitSet undecided) throws SQLException {
    int[] some = undecided.stream().toArray();
    if (some.length > index.spans().count() / MANY) {
      scan(connection, ROWS + " ORDER BY id", undecided);
      return;
    }
    for (int from = 0; from < some.length; from += ROWS_AT_ONCE) {
      var list = new StringBuilder();
      for (int i = from; i < Math.min(from + ROWS_AT_ONCE, some.length); i++) {
        list.append(list.isEmpty() ? '(' : ',').append(some[i] + 1L);
      }
      scan(connection, ROWS + " WHERE id IN " + list + ") ORDER BY id", undecided);
    }
  }

  private void scan(Connection connection, String query, BitSet undecided) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        pace.step();
        int span = row.getInt(1) - 1;
        if (undecided.get(span)) {
          consider(row, index.spans().traceOf(span), span);
        }
      }
    }
  }

  private void consider(ResultSet row, int trace, int span) throws SQLException {
    long start = start(row);
    int later = compared.get(trace) ? Long.compareUnsigned(starts[trace], start) : 1;
    if (later < 0) {
      return;
    }
    SpanId id = IdBytes.spanId(row.getBytes(2));
    if (later > 0 || id.compareTo(rootId(trace)) < 0) {
      compared.set(trace);
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
    long position = row.getLong(3);
    String exact = row.getString(4);
    return exact == null ? position : UnixNano.of(SpanTimes.read(position, null, exact).start());
  }
}
