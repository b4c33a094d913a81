package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.SPANS;

import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// Inserts rows of `spans` over one connection, some together. Used by one thread.
///
/// Rendered once by jOOQ, and executed through JDBC: jOOQ's own batches take nearly twice as long.
/// What a row costs then is mostly its crossings from Java to SQLite, one for each value. So
/// sixteen rows share a statement, and where none of them has a value that is rare, such values
/// stand in the statement's text.
public final class SpanInsert implements AutoCloseable {
  private static final int TOGETHER = 16;

  /// The columns that a span is written to, in the order of [#bind].
  private static final List<Field<?>> USUAL =
      List.of(
          SPANS.ID,
          SPANS.TRACE_ID,
          SPANS.SPAN_ID,
          SPANS.PARENT_SPAN_ID,
          SPANS.OPERATION_ID,
          SPANS.STATUS_CODE,
          SPANS.START_TIME_UNIX_NANO,
          SPANS.END_OFFSET_NANO,
          SPANS.FLAGS,
          SPANS.ATTRIBUTES,
          SPANS.RESOURCE_ID,
          SPANS.SCOPE_ID);

  private static final List<Field<String>> RARE_OR_NULL =
      List.of(SPANS.EXACT_TIMES, SPANS.EVENTS, SPANS.LINKS);

  private static final List<Field<String>> RARE_OR_EMPTY =
      List.of(SPANS.STATUS_MESSAGE, SPANS.TRACE_STATE);

  private static final List<Field<Long>> RARE_OR_ZERO =
      List.of(
          SPANS.DROPPED_ATTRIBUTES_COUNT, SPANS.DROPPED_EVENTS_COUNT, SPANS.DROPPED_LINKS_COUNT);

  private final PreparedStatement usual;
  private final PreparedStatement any;
  private final PreparedStatement single;
  private final List<NewSpan> waiting = new ArrayList<>();

  public SpanInsert(Connection connection) throws SQLException {
    usual = connection.prepareStatement(sql(false, TOGETHER));
    any = connection.prepareStatement(sql(true, TOGETHER));
    single = connection.prepareStatement(sql(true, 1));
  }

  /// Adds a row behind those that wait.
  public void add(NewSpan row) {
    waiting.add(row);
  }

  /// Inserts what waits and fills statements, in the order in which it came: while what a row is
  /// made of is still in the processor's cache.
  public void flushFull() throws SQLException {
    int full = waiting.size() / TOGETHER * TOGETHER;
    boolean filledUsual = true;
    for (int from = 0; from < full; from += TOGETHER) {
      List<NewSpan> rows = waiting.subList(from, from + TOGETHER);
      boolean areUsual = areUsual(rows);
      if (areUsual != filledUsual) {
        (filledUsual ? usual : any).executeBatch();
        filledUsual = areUsual;
      }
      add(areUsual ? usual : any, rows, !areUsual);
    }
    (filledUsual ? usual : any).executeBatch();
    waiting.subList(0, full).clear();
  }

  /// Inserts what waits, in the order in which it came.
  public void flush() throws SQLException {
    flushFull();
    for (NewSpan row : waiting) {
      add(single, List.of(row), true);
    }
    single.executeBatch();
    waiting.clear();
  }

  /// Forgets what waits.
  public void clear() throws SQLException {
    waiting.clear();
    usual.clearBatch();
    any.clearBatch();
    single.clearBatch();
  }

  @Override
  public void close() throws SQLException {
    usual.close();
    any.close();
    single.close();
  }

  private static boolean areUsual(List<NewSpan> rows) {
    for (NewSpan row : rows) {
      Span span = row.span();
      if (row.events() != null
          || row.links() != null
          || !span.status().message().isEmpty()
          || !span.traceState().isEmpty()
          || !span.dropped().equals(DroppedCounts.NONE)
          || row.times().exact() != null) {
        return false;
      }
    }
    return true;
  }

  private static void add(PreparedStatement insert, List<NewSpan> rows, boolean all)
      throws SQLException {
    int at = 0;
    for (NewSpan row : rows) {
      at = bind(insert, at, row);
      if (all) {
        at = bindRare(insert, at, row);
      }
    }
    insert.addBatch();
  }

  private static int bind(PreparedStatement insert, int before, NewSpan row) throws SQLException {
    Span span = row.span();
    int at = before;
    insert.setLong(++at, row.id());
    insert.setBytes(++at, IdBytes.of(span.traceId()));
    insert.setBytes(++at, IdBytes.of(span.spanId()));
    insert.setBytes(++at, span.parent() instanceof Parent.Of(var id) ? IdBytes.of(id) : null);
    insert.setInt(++at, row.operationId());
    insert.setInt(++at, span.status().code().number());
    insert.setLong(++at, row.times().startPosition());
    insert.setObject(++at, row.times().endOffset());
    insert.setLong(++at, span.flags());
    insert.setString(++at, row.attributes());
    insert.setInt(++at, row.resourceId());
    insert.setInt(++at, row.scopeId());
    return at;
  }

  private static int bindRare(PreparedStatement insert, int before, NewSpan row)
      throws SQLException {
    Span span = row.span();
    int at = before;
    insert.setString(++at, row.times().exact());
    insert.setString(++at, row.events());
    insert.setString(++at, row.links());
    insert.setString(++at, span.status().message());
    insert.setString(++at, span.traceState());
    insert.setLong(++at, span.dropped().attributes());
    insert.setLong(++at, span.dropped().events());
    insert.setLong(++at, span.dropped().links());
    return at;
  }

  /// @param all whether rare values are parameters
  private static String sql(boolean all, int rows) {
    List<Field<?>> columns = new ArrayList<>(USUAL);
    columns.addAll(RARE_OR_NULL);
    columns.addAll(RARE_OR_EMPTY);
    columns.addAll(RARE_OR_ZERO);
    List<Field<?>> values = new ArrayList<>();
    for (Field<?> column : columns) {
      values.add(
          all || USUAL.contains(column) ? DSL.param(column.getName(), column) : absent(column));
    }
    var insert = DSL.using(SQLDialect.SQLITE).insertInto(SPANS, columns);
    for (int i = 0; i < rows; i++) {
      insert = insert.values(values);
    }
    return insert.getSQL();
  }

  private static Field<?> absent(Field<?> column) {
    if (RARE_OR_ZERO.contains(column)) {
      return DSL.inline(0L);
    }
    return RARE_OR_NULL.contains(column) ? DSL.inline((String) null) : DSL.inline("");
  }
}
