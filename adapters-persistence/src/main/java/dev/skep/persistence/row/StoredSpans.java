package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.RESOURCES;
import static dev.skep.db.segment.Tables.SCOPES;
import static dev.skep.db.segment.Tables.SPANS;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.SQLDataType;

/// Reads whole spans, in the order in which they were stored.
public final class StoredSpans {
  private final DSLContext sql;

  public StoredSpans(DSLContext sql) {
    this.sql = sql;
  }

  public List<Span> ofTrace(TraceId traceId) {
    return where(SPANS.TRACE_ID.eq(IdBytes.of(traceId)));
  }

  /// The spans that carry both ids of one of these keys. One query for any number of keys: they go
  /// in as one JSON array of pairs.
  public List<Span> withKeys(Collection<SpanKey> keys) {
    String pairs = SpanKey.json(keys);
    Field<byte[]> traceId = field("unhex(value ->> 0)", SQLDataType.BLOB);
    Field<byte[]> spanId = field("unhex(value ->> 1)", SQLDataType.BLOB);
    return where(
        row(SPANS.TRACE_ID, SPANS.SPAN_ID)
            .in(select(traceId, spanId).from(table("json_each({0})", val(pairs)))));
  }

  private List<Span> where(Condition condition) {
    Result<? extends Record> rows =
        sql.selectFrom(SPANS).where(condition).orderBy(SPANS.ID).fetch();
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<Long, Resource> resources = resources(condition);
    Map<Long, InstrumentationScope> scopes = scopes(condition);
    return rows.map(row ->
        SpanRecords.span(
            row,
            requireNonNull(resources.get(row.get(SPANS.RESOURCE_ID))),
            requireNonNull(scopes.get(row.get(SPANS.SCOPE_ID)))));
  }

  private Map<Long, Resource> resources(Condition ofSpans) {
    return sql.selectFrom(RESOURCES)
        .where(RESOURCES.ID.in(select(SPANS.RESOURCE_ID).from(SPANS).where(ofSpans)))
        .fetchMap(RESOURCES.ID, ResourceRecords::resource);
  }

  private Map<Long, InstrumentationScope> scopes(Condition ofSpans) {
    return sql.selectFrom(SCOPES)
        .where(SCOPES.ID.in(select(SPANS.SCOPE_ID).from(SPANS).where(ofSpans)))
        .fetchMap(SCOPES.ID, ScopeRecords::scope);
  }
}
