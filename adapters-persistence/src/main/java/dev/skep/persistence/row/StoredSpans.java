package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.SPANS;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.impl.DSL;

/// Reads spans of one segment by the ids of their rows.
public final class StoredSpans {
  // SQLite takes some more parameters, and what is put into the text of a query needs none.
  private static final int ROWS_AT_ONCE = 500;

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

  /// What the tree of their trace needs of these rows, in the order of their ids.
  public List<SpanOutline> outlines(long[] rowIds) {
    return read(SpanRecords.OUTLINE, rowIds, row -> SpanRecords.outline(row, shared));
  }

  private <T> List<T> read(
      List<? extends SelectFieldOrAsterisk> columns, long[] rowIds, Function<Record, T> value) {
    List<T> values = new ArrayList<>(rowIds.length);
    for (int from = 0; from < rowIds.length; from += ROWS_AT_ONCE) {
      long[] ids = Arrays.copyOfRange(rowIds, from, Math.min(from + ROWS_AT_ONCE, rowIds.length));
      sql.select(columns)
          .from(SPANS)
          .where(SPANS.ID.in(Arrays.stream(ids).mapToObj(DSL::inline).toList()))
          .orderBy(SPANS.ID)
          .fetch()
          .forEach(row -> values.add(value.apply(row)));
    }
    return values;
  }
}
