package dev.skep.persistence.row;

import dev.skep.db.segment.tables.records.OperationsRecord;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceSource;
import java.sql.Connection;
import java.sql.SQLException;

/// Operation ↔ row of `operations`.
public final class OperationRecords {
  private OperationRecords() {}

  /// The table, to find and to insert rows.
  public static RowIds ids(Connection connection) throws SQLException {
    return RowIds.of(connection, "operations", "trace_source", "service_name", "name", "kind");
  }

  /// The id of the row with this content, which is inserted if there is none.
  public static long idOf(RowIds ids, Operation operation) {
    return ids.idOf(
        operation.source().slug(),
        operation.serviceName(),
        operation.name(),
        operation.kind().number());
  }

  public static Operation operation(OperationsRecord row) {
    return new Operation(
        row.getServiceName(),
        row.getName(),
        SpanKind.ofNumber(row.getKind().intValue()),
        TraceSource.ofSlug(row.getTraceSource()).orElseThrow());
  }
}
