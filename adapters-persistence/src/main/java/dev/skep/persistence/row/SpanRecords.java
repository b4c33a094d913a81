package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.SPANS;

import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.StatusCode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// Span ↔ row of `spans`: the only class that knows what is kept in which column.
public final class SpanRecords {
  /// The columns that a span is written to, in the order of [#bind].
  private static final List<Field<?>> WRITTEN =
      List.of(
          SPANS.ID,
          SPANS.TRACE_ID,
          SPANS.SPAN_ID,
          SPANS.PARENT_SPAN_ID,
          SPANS.OPERATION_ID,
          SPANS.STATUS_CODE,
          SPANS.STATUS_MESSAGE,
          SPANS.START_TIME_UNIX_NANO,
          SPANS.END_OFFSET_NANO,
          SPANS.EXACT_TIMES,
          SPANS.TRACE_STATE,
          SPANS.FLAGS,
          SPANS.ATTRIBUTES,
          SPANS.EVENTS,
          SPANS.LINKS,
          SPANS.DROPPED_ATTRIBUTES_COUNT,
          SPANS.DROPPED_EVENTS_COUNT,
          SPANS.DROPPED_LINKS_COUNT,
          SPANS.RESOURCE_ID,
          SPANS.SCOPE_ID);

  /// The columns that [#outline] reads; none of them is long.
  public static final List<Field<?>> OUTLINE =
      List.of(
          SPANS.TRACE_ID,
          SPANS.SPAN_ID,
          SPANS.PARENT_SPAN_ID,
          SPANS.OPERATION_ID,
          SPANS.STATUS_CODE,
          SPANS.START_TIME_UNIX_NANO,
          SPANS.END_OFFSET_NANO,
          SPANS.EXACT_TIMES);

  static final List<Field<?>> OUTLINE_WITH_ID =
      Stream.concat(Stream.of(SPANS.ID), OUTLINE.stream()).toList();

  /// Inserts one span. Rendered once, and executed through JDBC: jOOQ's own batches take nearly
  /// twice as long.
  public static final String INSERT =
      DSL.using(SQLDialect.SQLITE)
          .insertInto(SPANS, WRITTEN)
          .values(WRITTEN.stream().map(column -> DSL.param(column.getName(), column)).toList())
          .getSQL();

  private SpanRecords() {}

  /// Sets all parameters of [#INSERT].
  public static void bind(PreparedStatement insert, NewSpan row) throws SQLException {
    Span span = row.span();
    SpanTimes times = row.times();
    int at = 0;
    insert.setLong(++at, row.id());
    insert.setBytes(++at, IdBytes.of(span.traceId()));
    insert.setBytes(++at, IdBytes.of(span.spanId()));
    insert.setBytes(++at, span.parent() instanceof Parent.Of(var id) ? IdBytes.of(id) : null);
    insert.setInt(++at, row.operationId());
    insert.setInt(++at, span.status().code().number());
    insert.setString(++at, span.status().message());
    insert.setLong(++at, times.startPosition());
    insert.setObject(++at, times.endOffset());
    insert.setString(++at, times.exact());
    insert.setString(++at, span.traceState());
    insert.setLong(++at, span.flags());
    insert.setString(++at, row.attributes());
    insert.setString(++at, row.events());
    insert.setString(++at, row.links());
    insert.setLong(++at, span.dropped().attributes());
    insert.setLong(++at, span.dropped().events());
    insert.setLong(++at, span.dropped().links());
    insert.setInt(++at, row.resourceId());
    insert.setInt(++at, row.scopeId());
  }

  /// Reads a row of all columns.
  public static Span span(Record row, SharedValues shared) {
    SpanTimes times = times(row);
    Operation operation = shared.operation(row.get(SPANS.OPERATION_ID).intValue());
    String events = row.get(SPANS.EVENTS);
    String links = row.get(SPANS.LINKS);
    return new Span(
        IdBytes.traceId(row.get(SPANS.TRACE_ID)),
        IdBytes.spanId(row.get(SPANS.SPAN_ID)),
        parent(row),
        row.get(SPANS.TRACE_STATE),
        row.get(SPANS.FLAGS),
        operation.name(),
        operation.kind(),
        new SpanStatus(statusCode(row), row.get(SPANS.STATUS_MESSAGE)),
        times.start(),
        times.end(),
        AttributeTerms.read(row.get(SPANS.ATTRIBUTES), shared),
        events == null ? List.of() : EventsJson.read(events),
        links == null ? List.of() : LinksJson.read(links),
        new DroppedCounts(
            row.get(SPANS.DROPPED_ATTRIBUTES_COUNT),
            row.get(SPANS.DROPPED_EVENTS_COUNT),
            row.get(SPANS.DROPPED_LINKS_COUNT)),
        shared.resource(row.get(SPANS.RESOURCE_ID).intValue()),
        shared.scope(row.get(SPANS.SCOPE_ID).intValue()),
        operation.source());
  }

  /// Reads a row of the columns [#OUTLINE].
  public static SpanOutline outline(Record row, SharedValues shared) {
    SpanTimes times = times(row);
    Operation operation = shared.operation(row.get(SPANS.OPERATION_ID).intValue());
    return new SpanOutline(
        IdBytes.spanId(row.get(SPANS.SPAN_ID)),
        parent(row),
        operation.serviceName(),
        operation.name(),
        statusCode(row),
        times.start(),
        times.lastMoment(),
        operation.source());
  }

  private static SpanTimes times(Record row) {
    return SpanTimes.read(
        row.get(SPANS.START_TIME_UNIX_NANO),
        row.get(SPANS.END_OFFSET_NANO),
        row.get(SPANS.EXACT_TIMES));
  }

  private static Parent parent(Record row) {
    byte[] id = row.get(SPANS.PARENT_SPAN_ID);
    return id == null ? Parent.NONE : Parent.of(IdBytes.spanId(id));
  }

  private static StatusCode statusCode(Record row) {
    return StatusCode.ofNumber(row.get(SPANS.STATUS_CODE).intValue());
  }
}
