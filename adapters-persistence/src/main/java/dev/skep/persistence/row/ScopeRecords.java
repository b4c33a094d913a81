package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.SCOPES;

import dev.skep.db.segment.tables.records.ScopesRecord;
import dev.skep.domain.trace.InstrumentationScope;
import org.jooq.DSLContext;

/// Instrumentation scope ↔ row of `scopes`.
public final class ScopeRecords {
  private ScopeRecords() {}

  /// The id of the row with this content, which is inserted if there is none.
  public static long idOf(DSLContext sql, InstrumentationScope scope) {
    String attributes = AttributesJson.write(scope.attributes());
    Long stored =
        sql.select(SCOPES.ID)
            .from(SCOPES)
            .where(SCOPES.NAME.eq(scope.name()))
            .and(SCOPES.VERSION.eq(scope.version()))
            .and(SCOPES.ATTRIBUTES.eq(attributes))
            .and(SCOPES.DROPPED_ATTRIBUTES_COUNT.eq(scope.droppedAttributesCount()))
            .and(SCOPES.SCHEMA_URL.eq(scope.schemaUrl()))
            .fetchOne(SCOPES.ID);
    return stored != null
        ? stored
        : sql.insertInto(SCOPES)
            .set(SCOPES.NAME, scope.name())
            .set(SCOPES.VERSION, scope.version())
            .set(SCOPES.ATTRIBUTES, attributes)
            .set(SCOPES.DROPPED_ATTRIBUTES_COUNT, scope.droppedAttributesCount())
            .set(SCOPES.SCHEMA_URL, scope.schemaUrl())
            .returning(SCOPES.ID)
            .fetchSingle()
            .getId();
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
