package dev.skep.persistence.search;

import static dev.skep.db.segment.Tables.ATTRIBUTE_KEYS;
import static dev.skep.db.segment.Tables.OPERATIONS;
import static dev.skep.db.segment.Tables.RESOURCES;
import static dev.skep.db.segment.Tables.TERMS;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Resource;
import dev.skep.persistence.row.AttributesJson;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.row.OperationRecords;
import dev.skep.persistence.row.ResourceRecords;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/// What the spans of one segment share, kept in memory for the searches to come. Rows are only ever
/// added, so each search reads those that are new. For all threads.
final class Dictionary {
  private static final int MOST_KEYS_WITH_TERMS = 16;

  private final Rows<Operation> operations = new Rows<>();
  private final Rows<Resource> resources = new Rows<>();
  private final Rows<String> keys = new Rows<>();
  private final Map<String, Integer> keyIds = new ConcurrentHashMap<>();
  private final Map<Integer, Rows<AttributeValue>> terms =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Rows<AttributeValue>> eldest) {
              return size() > MOST_KEYS_WITH_TERMS;
            }
          });

  Map<Integer, Operation> operations(DSLContext sql) {
    return operations.upToDate(
        after -> read(sql, OPERATIONS, OPERATIONS.ID, after, OperationRecords::operation));
  }

  /// Of a sealed segment, to which none is added.
  Map<Integer, Operation> sealedOperations(DSLContext sql) {
    return operations.complete() ? operations.rows() : operations(sql);
  }

  /// Of a sealed segment, to which none is added.
  Map<Integer, Resource> sealedResources(DSLContext sql) {
    return resources.complete() ? resources.rows() : resources(sql);
  }

  Map<Integer, Resource> resources(DSLContext sql) {
    return resources.upToDate(
        after -> read(sql, RESOURCES, RESOURCES.ID, after, ResourceRecords::resource));
  }

  /// The id of a key, 0 if it has none.
  int keyId(DSLContext sql, String key) {
    Integer known = keyIds.get(key);
    if (known != null) {
      return known;
    }
    keys(sql);
    return keyIds.getOrDefault(key, 0);
  }

  /// All keys, by id.
  Map<Integer, String> keys(DSLContext sql) {
    return keys.upToDate(after -> {
      Map<Integer, String> added =
          read(sql, ATTRIBUTE_KEYS, ATTRIBUTE_KEYS.ID, after, row -> row.get(ATTRIBUTE_KEYS.KEY));
      added.forEach((id, name) -> keyIds.put(name, id));
      return added;
    });
  }

  /// All listed values of a key, by term.
  Map<Integer, AttributeValue> terms(DSLContext sql, int keyId) {
    return terms
        .computeIfAbsent(keyId, none -> new Rows<>())
        .upToDate(after -> {
          Map<Integer, AttributeValue> added = new LinkedHashMap<>();
          sql.select(TERMS.ID, TERMS.VALUE)
              .from(TERMS)
              .where(TERMS.KEY_ID.eq((long) keyId))
              .and(TERMS.ID.gt((long) after))
              .orderBy(TERMS.ID)
              .fetch()
              .forEach(row ->
                  added.put(row.value1().intValue(), AttributesJson.readValue(row.value2())));
          return added;
        });
  }

  private static <R extends Record, T> Map<Integer, T> read(
      DSLContext sql, Table<R> table, TableField<R, Long> id, int after, Function<R, T> value) {
    Map<Integer, T> rows = new LinkedHashMap<>();
    sql.selectFrom(table)
        .where(id.gt((long) after))
        .orderBy(id)
        .fetch()
        .forEach(row -> rows.put(row.get(id).intValue(), value.apply(row)));
    return rows;
  }

  /// The rows of one table that were read so far.
  private static final class Rows<T> {
    private final Map<Integer, T> rows = new ConcurrentHashMap<>();
    private int last;

    /// Whether the rows were read once.
    synchronized boolean complete() {
      return last > 0;
    }

    Map<Integer, T> rows() {
      return rows;
    }

    synchronized Map<Integer, T> upToDate(Newer<T> newer) {
      newer
          .after(last)
          .forEach((id, row) -> {
            rows.put(id, row);
            last = id;
          });
      return rows;
    }
  }

  private interface Newer<T> {
    /// The rows with greater ids, in their order.
    Map<Integer, T> after(int id);
  }
}
