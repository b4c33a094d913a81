package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.ATTRIBUTE_KEYS;
import static dev.skep.db.segment.Tables.OPERATIONS;
import static dev.skep.db.segment.Tables.RESOURCES;
import static dev.skep.db.segment.Tables.SCOPES;
import static dev.skep.db.segment.Tables.TERMS;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/// What the rows of spans point to, within one segment.
public final class SharedValues implements AttributeTerms.Terms {
  private final DSLContext sql;
  private final SharedCache cache;

  /// Reads one segment.
  ///
  /// @param sql a connection to the segment
  /// @param cache of this segment
  public SharedValues(DSLContext sql, SharedCache cache) {
    this.sql = sql;
    this.cache = cache;
  }

  public Operation operation(int id) {
    return cache.operations.get(
        id,
        (first, last) -> read(OPERATIONS, OPERATIONS.ID, first, last, OperationRecords::operation));
  }

  public Resource resource(int id) {
    return cache.resources.get(
        id, (first, last) -> read(RESOURCES, RESOURCES.ID, first, last, ResourceRecords::resource));
  }

  public InstrumentationScope scope(int id) {
    return cache.scopes.get(
        id, (first, last) -> read(SCOPES, SCOPES.ID, first, last, ScopeRecords::scope));
  }

  @Override
  public String key(int id) {
    return cache.keys.get(
        id,
        (first, last) ->
            read(
                ATTRIBUTE_KEYS,
                ATTRIBUTE_KEYS.ID,
                first,
                last,
                row -> row.get(ATTRIBUTE_KEYS.KEY)));
  }

  @Override
  public Term term(int id) {
    return cache.terms.get(
        id,
        (first, last) ->
            read(
                TERMS,
                TERMS.ID,
                first,
                last,
                row ->
                    new Term(
                        key(row.get(TERMS.KEY_ID).intValue()),
                        AttributesJson.readValue(row.get(TERMS.VALUE)))));
  }

  private <R extends Record, T> Map<Integer, T> read(
      Table<R> table, TableField<R, Long> id, long first, long last, Function<R, T> value) {
    Map<Integer, T> values = new HashMap<>();
    sql.selectFrom(table)
        .where(id.between(first, last))
        .fetch()
        .forEach(row -> values.put(row.get(id).intValue(), value.apply(row)));
    return values;
  }
}
