package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.OPERATIONS;

import dev.skep.db.segment.tables.records.OperationsRecord;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceSource;
import org.jooq.DSLContext;

/// Operation ↔ row of `operations`.
public final class OperationRecords {
  private OperationRecords() {}

  /// The id of the row with this content, which is inserted if there is none.
  public static long idOf(DSLContext sql, Operation operation) {
    Long stored =
        sql.select(OPERATIONS.ID)
            .from(OPERATIONS)
            .where(OPERATIONS.TRACE_SOURCE.eq(operation.source().slug()))
            .and(OPERATIONS.SERVICE_NAME.eq(operation.serviceName()))
            .and(OPERATIONS.NAME.eq(operation.name()))
            .and(OPERATIONS.KIND.eq((long) operation.kind().number()))
            .fetchOne(OPERATIONS.ID);
    return stored != null
        ? stored
        : sql.insertInto(OPERATIONS)
            .set(OPERATIONS.TRACE_SOURCE, operation.source().slug())
            .set(OPERATIONS.SERVICE_NAME, operation.serviceName())
            .set(OPERATIONS.NAME, operation.name())
            .set(OPERATIONS.KIND, (long) operation.kind().number())
            .returning(OPERATIONS.ID)
            .fetchSingle()
            .getId();
  }

  public static Operation operation(OperationsRecord row) {
    return new Operation(
        row.getServiceName(),
        row.getName(),
        SpanKind.ofNumber(row.getKind().intValue()),
        TraceSource.ofSlug(row.getTraceSource()).orElseThrow());
  }
}
