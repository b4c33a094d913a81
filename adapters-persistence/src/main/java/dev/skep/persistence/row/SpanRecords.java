package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.SPANS;

import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.UnixNano;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/// Span ↔ row of `spans`: the only class that knows what is kept in which column.
public final class SpanRecords {
  /// The columns that a span is written to, in the order of [#bind].
  private static final List<Field<?>> WRITTEN =
      List.of(
          SPANS.TRACE_ID,
          SPANS.SPAN_ID,
          SPANS.PARENT_SPAN_ID,
          SPANS.NAME,
          SPANS.KIND,
          SPANS.STATUS_CODE,
          SPANS.STATUS_MESSAGE,
          SPANS.START_TIME_UNIX_NANO,
          SPANS.END_TIME_UNIX_NANO,
          SPANS.EXACT_TIMES,
          SPANS.DURATION_NANO,
          SPANS.SERVICE_NAME,
          SPANS.TRACE_SOURCE,
          SPANS.TRACE_STATE,
          SPANS.FLAGS,
          SPANS.ATTRIBUTES,
          SPANS.EVENTS,
          SPANS.LINKS,
          SPANS.DROPPED_ATTRIBUTES_COUNT,
          SPANS.DROPPED_EVENTS_COUNT,
          SPANS.DROPPED_LINKS_COUNT,
          SPANS.RESOURCE_ID,
          SPANS.SCOPE_ID,
          SPANS.RECEIVED_UNIX_NANO);

  /// The columns that [#outline] reads; none of them is long.
  public static final List<Field<?>> OUTLINE =
      List.of(
          SPANS.TRACE_ID,
          SPANS.SPAN_ID,
          SPANS.PARENT_SPAN_ID,
          SPANS.SERVICE_NAME,
          SPANS.NAME,
          SPANS.STATUS_CODE,
          SPANS.START_TIME_UNIX_NANO,
          SPANS.END_TIME_UNIX_NANO,
          SPANS.EXACT_TIMES,
          SPANS.TRACE_SOURCE);

  /// Inserts one span. Rendered once, and executed through JDBC: jOOQ's own batches take nearly
  /// twice as long.
  public static final String INSERT =
      DSL.using(SQLDialect.SQLITE)
          .insertInto(SPANS, WRITTEN)
          .values(WRITTEN.stream().map(column -> DSL.param(column.getName(), column)).toList())
          .getSQL();

  private SpanRecords() {}

  /// Sets all parameters of [#INSERT].
  public static void bind(
      PreparedStatement insert, Span span, long resourceId, long scopeId, long receivedUnixNano)
      throws SQLException {
    SpanTimes times = new SpanTimes(span.start(), span.end());
    int at = 0;
    insert.setBytes(++at, IdBytes.of(span.traceId()));
    insert.setBytes(++at, IdBytes.of(span.spanId()));
    insert.setBytes(++at, span.parent() instanceof Parent.Of(var id) ? IdBytes.of(id) : null);
    insert.setString(++at, span.name());
    insert.setInt(++at, span.kind().number());
    insert.setInt(++at, span.status().code().number());
    insert.setString(++at, span.status().message());
    insert.setLong(++at, times.startPosition());
    insert.setObject(++at, times.endPosition());
    insert.setString(++at, times.exact());
    insert.setLong(++at, UnixNano.nanos(span.duration()));
    insert.setString(++at, span.serviceName());
    insert.setString(++at, span.source().slug());
    insert.setString(++at, span.traceState());
    insert.setLong(++at, span.flags());
    insert.setString(++at, AttributesJson.write(span.attributes()));
    insert.setString(++at, span.events().isEmpty() ? null : EventsJson.write(span.events()));
    insert.setString(++at, span.links().isEmpty() ? null : LinksJson.write(span.links()));
    insert.setLong(++at, span.dropped().attributes());
    insert.setLong(++at, span.dropped().events());
    insert.setLong(++at, span.dropped().links());
    insert.setLong(++at, resourceId);
    insert.setLong(++at, scopeId);
    insert.setLong(++at, receivedUnixNano);
  }

  public static Span span(Record row, Resource resource, InstrumentationScope scope) {
    SpanTimes times = times(row);
    String events = row.get(SPANS.EVENTS);
    String links = row.get(SPANS.LINKS);
    return new Span(
        IdBytes.traceId(row.get(SPANS.TRACE_ID)),
        IdBytes.spanId(row.get(SPANS.SPAN_ID)),
        parent(row),
        row.get(SPANS.TRACE_STATE),
        row.get(SPANS.FLAGS),
        row.get(SPANS.NAME),
        SpanKind.ofNumber(row.get(SPANS.KIND).intValue()),
        new SpanStatus(statusCode(row), row.get(SPANS.STATUS_MESSAGE)),
        times.start(),
        times.end(),
        AttributesJson.read(row.get(SPANS.ATTRIBUTES)),
        events == null ? List.of() : EventsJson.read(events),
        links == null ? List.of() : LinksJson.read(links),
        new DroppedCounts(
            row.get(SPANS.DROPPED_ATTRIBUTES_COUNT),
            row.get(SPANS.DROPPED_EVENTS_COUNT),
            row.get(SPANS.DROPPED_LINKS_COUNT)),
        resource,
        scope,
        source(row));
  }

  /// Reads a row of the columns [#OUTLINE].
  public static SpanOutline outline(Record row) {
    SpanTimes times = times(row);
    return new SpanOutline(
        IdBytes.spanId(row.get(SPANS.SPAN_ID)),
        parent(row),
        row.get(SPANS.SERVICE_NAME),
        row.get(SPANS.NAME),
        statusCode(row),
        times.start(),
        times.lastMoment(),
        source(row));
  }

  private static SpanTimes times(Record row) {
    return SpanTimes.read(
        row.get(SPANS.START_TIME_UNIX_NANO),
        row.get(SPANS.END_TIME_UNIX_NANO),
        row.get(SPANS.EXACT_TIMES));
  }

  private static Parent parent(Record row) {
    byte[] id = row.get(SPANS.PARENT_SPAN_ID);
    return id == null ? Parent.NONE : Parent.of(IdBytes.spanId(id));
  }

  private static StatusCode statusCode(Record row) {
    return StatusCode.ofNumber(row.get(SPANS.STATUS_CODE).intValue());
  }

  private static TraceSource source(Record row) {
    return TraceSource.ofSlug(row.get(SPANS.TRACE_SOURCE)).orElseThrow();
  }
}
