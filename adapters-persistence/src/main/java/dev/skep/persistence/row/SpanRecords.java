package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.SPANS;

import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.StatusCode;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;

/// Row of `spans` → span. The way there is [SpanInsert].
public final class SpanRecords {
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

  private SpanRecords() {}

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
        operation.kind(),
        statusCode(row),
        times.start(),
        times.end(),
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
