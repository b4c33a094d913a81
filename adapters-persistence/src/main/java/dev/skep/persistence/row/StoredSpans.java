package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.SPANS;
import static java.util.Objects.requireNonNull;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.TraceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;

/// Reads spans of one segment by the ids of their rows.
public final class StoredSpans {
  // SQLite takes some more parameters, and what is put into the text of a query needs none.
  private static final int ROWS_AT_ONCE = 500;
  // Rows without a gap are a range, whose query is short whatever their number.
  private static final int RANGE_AT_ONCE = 10_000;

  private final DSLContext sql;
  private final SharedValues shared;

  public StoredSpans(DSLContext sql, SharedCache cache) {
    this.sql = sql;
    this.shared = new SharedValues(sql, cache);
  }

  /// The spans of these rows, in the order of their ids; rows that are not there are left out.
  public List<Span> spans(long[] rowIds) {
    return read(List.of(SPANS.asterisk()), rowIds, row -> SpanRecords.span(row, shared));
  }

  /// Those of the spans of these rows that have one of these ids.
  public List<Span> spans(long[] rowIds, Collection<SpanId> ids) {
    List<Span> spans = new ArrayList<>();
    forEach(
        List.of(SPANS.asterisk()),
        SPANS.SPAN_ID.in(ids.stream().map(IdBytes::of).toList()),
        rowIds,
        row -> spans.add(SpanRecords.span(row, shared)));
    return spans;
  }

  /// What the tree of their trace needs of these rows, in the order of their ids.
  public List<SpanOutline> outlines(long[] rowIds) {
    return read(SpanRecords.OUTLINE, rowIds, row -> SpanRecords.outline(row, shared));
  }

  /// The spans of several groups of rows, read together.
  public List<List<Span>> spansOf(long[][] groups) {
    return readGroups(List.of(SPANS.asterisk()), groups, row -> SpanRecords.span(row, shared));
  }

  /// What the trees of several groups of rows need, read together.
  public List<List<SpanOutline>> outlinesOf(long[][] groups) {
    return readGroups(SpanRecords.OUTLINE_WITH_ID, groups, row -> SpanRecords.outline(row, shared));
  }

  /// The ids of the traces that have a span whose row meets a condition. Goes through all rows, and
  /// so is worth it where few meet it.
  ///
  /// @param where of SQL, on the columns of `spans`
  /// @param most from there on nobody goes on
  /// @return nothing if there are more
  public Optional<Set<TraceId>> tracesOf(String where, int most) {
    return collect("SELECT trace_id FROM spans WHERE " + where, _ -> true, most);
  }

  /// The same, where the terms of the row's attributes must pass a test, too.
  public Optional<Set<TraceId>> tracesOf(String where, Predicate<TermList> test, int most) {
    var terms = new TermList();
    return collect(
        "SELECT trace_id, attributes FROM spans WHERE " + where,
        row -> {
          AttributeTerms.readTerms(row.getString(2), shared, terms);
          return test.test(terms);
        },
        most);
  }

  private Optional<Set<TraceId>> collect(String query, RowPredicate passing, int most) {
    Set<TraceId> found = new HashSet<>();
    sql.connection(connection -> {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        while (found.size() <= most && row.next()) {
          if (passing.test(row)) {
            found.add(IdBytes.traceId(row.getBytes(1)));
          }
        }
      }
    });
    return found.size() > most ? Optional.empty() : Optional.of(found);
  }

  private interface RowPredicate {
    boolean test(ResultSet row) throws SQLException;
  }

  private <T> List<List<T>> readGroups(
      List<? extends SelectFieldOrAsterisk> columns, long[][] groups, Function<Record, T> value) {
    List<List<T>> values = new ArrayList<>(groups.length);
    Map<Long, List<T>> byRow = new HashMap<>();
    for (long[] group : groups) {
      List<T> ofGroup = new ArrayList<>(group.length);
      values.add(ofGroup);
      for (long row : group) {
        byRow.put(row, ofGroup);
      }
    }
    long[] rows = byRow.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    forEach(
        columns, rows, row -> requireNonNull(byRow.get(row.get(SPANS.ID))).add(value.apply(row)));
    return values;
  }

  private <T> List<T> read(
      List<? extends SelectFieldOrAsterisk> columns, long[] rowIds, Function<Record, T> value) {
    List<T> values = new ArrayList<>(rowIds.length);
    forEach(columns, rowIds, row -> values.add(value.apply(row)));
    return values;
  }

  private void forEach(
      List<? extends SelectFieldOrAsterisk> columns, long[] rowIds, Consumer<Record> action) {
    forEach(columns, DSL.noCondition(), rowIds, action);
  }

  private void forEach(
      List<? extends SelectFieldOrAsterisk> columns,
      Condition condition,
      long[] rowIds,
      Consumer<Record> action) {
    int from = 0;
    while (from < rowIds.length) {
      int range = range(rowIds, from);
      int to = Math.max(from + range, Math.min(from + ROWS_AT_ONCE, rowIds.length));
      Result<Record> rows =
          sql.select(columns)
              .from(SPANS)
              .where(
                  range == to - from
                      ? SPANS.ID.between(DSL.inline(rowIds[from]), DSL.inline(rowIds[to - 1]))
                      : SPANS.ID.in(Arrays.stream(rowIds, from, to).mapToObj(DSL::inline).toList()))
              .and(condition)
              .orderBy(SPANS.ID)
              .fetch();
      if (rows.field(SPANS.ATTRIBUTES) != null) {
        shared.bringTerms(rows.getValues(SPANS.ATTRIBUTES));
      }
      rows.forEach(action);
      from = to;
    }
  }

  /// How many rows from this place on follow one another without a gap.
  private static int range(long[] rowIds, int from) {
    int to = from + 1;
    while (to < rowIds.length && to - from < RANGE_AT_ONCE && rowIds[to] == rowIds[to - 1] + 1) {
      to++;
    }
    return to - from;
  }
}
