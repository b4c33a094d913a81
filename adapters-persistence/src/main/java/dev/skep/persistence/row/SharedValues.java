package dev.skep.persistence.row;

import static dev.skep.db.segment.Tables.ATTRIBUTE_KEYS;
import static dev.skep.db.segment.Tables.OPERATIONS;
import static dev.skep.db.segment.Tables.RESOURCES;
import static dev.skep.db.segment.Tables.SCOPES;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/// What the rows of spans point to, within one segment. For one thread.
public final class SharedValues implements AttributeTerms.Terms {
  private static final String TERMS_OF_IDS = "SELECT id, key_id, value FROM terms WHERE id IN ";
  private static final int TERMS_AT_ONCE = 500;

  private final DSLContext sql;
  private final SharedCache cache;
  private Map<Integer, Term> terms = Map.of();

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

  /// Brings the terms of these columns of attributes together, in place of those brought before.
  void bringTerms(List<String> attributes) {
    var ids = new BitSet();
    var list = new TermList();
    for (String text : attributes) {
      AttributeTerms.readTerms(text, this, list);
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) > 0) {
          ids.set(list.get(i));
        }
      }
    }
    terms = cache.terms.getAll(ids.stream().toArray(), this::readTerms);
  }

  @Override
  public Term term(int id) {
    Term brought = terms.get(id);
    return brought == null ? cache.terms.get(id, this::readTerms) : brought;
  }

  private Map<Integer, Term> readTerms(int first, int last) {
    return readTerms(IntStream.rangeClosed(first, last).toArray());
  }

  private Map<Integer, Term> readTerms(int[] ids) {
    Map<Integer, Term> found = new HashMap<>();
    sql.connection(connection -> {
      try (Statement statement = connection.createStatement()) {
        for (int from = 0; from < ids.length; from += TERMS_AT_ONCE) {
          String some =
              Arrays.stream(ids, from, Math.min(from + TERMS_AT_ONCE, ids.length))
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining(","));
          try (ResultSet row = statement.executeQuery(TERMS_OF_IDS + "(" + some + ")")) {
            while (row.next()) {
              found.put(
                  row.getInt(1),
                  new Term(key(row.getInt(2)), AttributesJson.readValue(row.getString(3))));
            }
          }
        }
      }
    });
    return found;
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
