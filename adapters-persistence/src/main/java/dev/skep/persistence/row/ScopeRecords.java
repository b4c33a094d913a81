package dev.skep.persistence.row;

import dev.skep.db.segment.tables.records.ScopesRecord;
import dev.skep.domain.trace.InstrumentationScope;
import java.sql.Connection;
import java.sql.SQLException;

/// Instrumentation scope ↔ row of `scopes`.
public final class ScopeRecords {
  private ScopeRecords() {}

  /// The table, to find and to insert rows.
  public static RowIds ids(Connection connection) throws SQLException {
    return RowIds.of(
        connection,
        "scopes",
        "name",
        "version",
        "attributes",
        "dropped_attributes_count",
        "schema_url");
  }

  /// The id of the row with this content, which is inserted if there is none.
  public static long idOf(RowIds ids, InstrumentationScope scope) {
    return ids.idOf(
        scope.name(),
        scope.version(),
        AttributesJson.write(scope.attributes()),
        scope.droppedAttributesCount(),
        scope.schemaUrl());
  }

  public static InstrumentationScope scope(ScopesRecord row) {
    return new InstrumentationScope(
        row.getName(),
        row.getVersion(),
        AttributesJson.read(row.getAttributes()),
        row.getDroppedAttributesCount(),
        row.getSchemaUrl());
  }
}
