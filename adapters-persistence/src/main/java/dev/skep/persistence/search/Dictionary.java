package dev.skep.persistence.search;

import static dev.skep.db.segment.Tables.ATTRIBUTE_KEYS;
import static dev.skep.db.segment.Tables.OPERATIONS;
import static dev.skep.db.segment.Tables.RESOURCES;
import static dev.skep.db.segment.Tables.RESOURCE_TIMES;
import static dev.skep.db.segment.Tables.TERMS;

import dev.skep.domain.calls.SeenServices.Emitter;
import dev.skep.domain.calls.SeenServices.Seen;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Resource;
import dev.skep.persistence.row.AttributesJson;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.row.OperationRecords;
import dev.skep.persistence.row.ResourceRecords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
  // As they were when somebody last asked; resources go on sending.
  private volatile List<Seen> emitters = List.of();
  private final Map<String, Integer> keyIds = new ConcurrentHashMap<>();
  private final Map<Integer, Terms> terms =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Terms> eldest) {
              return size() > MOST_KEYS_WITH_TERMS;
            }
          });

  Map<Integer, Operation> operations(DSLContext sql) {
    return operations.upToDate(
        after -> read(sql, OPERATIONS, OPERATIONS.ID, after, OperationRecords::operation));
  }

  Map<Integer, Resource> resources(DSLContext sql) {
    return resources.upToDate(
        after -> read(sql, RESOURCES, RESOURCES.ID, after, ResourceRecords::resource));
  }

  /// What sent the spans, one for each resource of which it is known when it sent.
  List<Seen> emitters(DSLContext sql) {
    Map<Integer, Resource> known = resources(sql);
    List<Seen> seen = new ArrayList<>();
    sql.selectFrom(RESOURCE_TIMES)
        .forEach(row -> {
          Resource resource = known.get(row.getResourceId().intValue());
          if (resource != null) {
            seen.add(
                new Seen(
                    Emitter.of(resource), row.getFirstStartUnixNano(), row.getLastStartUnixNano()));
          }
        });
    emitters = List.copyOf(seen);
    return emitters;
  }

  boolean hasEmitters() {
    return !emitters.isEmpty();
  }

  List<Seen> knownEmitters() {
    return emitters;
  }

  boolean hasOperations() {
    return operations.wereRead();
  }

  Map<Integer, Operation> knownOperations() {
    return operations.rows;
  }

  boolean hasResources() {
    return resources.wereRead();
  }

  Map<Integer, Resource> knownResources() {
    return resources.rows;
  }

  boolean hasKeys() {
    return keys.wereRead();
  }

  Map<Integer, String> knownKeys() {
    return keys.rows;
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
    return termsOf(sql, keyId).rows;
  }

  /// Those listed values of a key that are written in one of these ways, and all arrays.
  Map<Integer, AttributeValue> terms(DSLContext sql, int keyId, List<String> like) {
    Terms ofKey = termsOf(sql, keyId);
    Map<Integer, AttributeValue> terms = new HashMap<>(ofKey.arrays);
    for (String text : like) {
      Integer term = ofKey.byText.get(text);
      if (term != null) {
        terms.put(term, AttributesJson.readValue(text));
      }
    }
    return terms;
  }

  private Terms termsOf(DSLContext sql, int keyId) {
    Terms ofKey = terms.computeIfAbsent(keyId, none -> new Terms());
    ofKey.upToDate(after -> {
      Map<Integer, AttributeValue> added = new LinkedHashMap<>();
      sql.select(TERMS.ID, TERMS.VALUE)
          .from(TERMS)
          .where(TERMS.KEY_ID.eq((long) keyId))
          .and(TERMS.ID.gt((long) after))
          .orderBy(TERMS.ID)
          .fetch()
          .forEach(
              row -> added.put(row.value1().intValue(), ofKey.add(row.value2(), row.value1())));
      return added;
    });
    return ofKey;
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
  private static class Rows<T> {
    final Map<Integer, T> rows = new ConcurrentHashMap<>();
    private int last;

    /// Whether there is at least one, and so all that there were at that time.
    synchronized boolean wereRead() {
      return last > 0;
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

  /// The listed values of one key.
  private static final class Terms extends Rows<AttributeValue> {
    private final Map<String, Integer> byText = new ConcurrentHashMap<>();
    private final Map<Integer, AttributeValue> arrays = new ConcurrentHashMap<>();

    AttributeValue add(String text, long term) {
      AttributeValue value = AttributesJson.readValue(text);
      byText.put(text, (int) term);
      if (value instanceof AttributeValue.ArrayValue) {
        arrays.put((int) term, value);
      }
      return value;
    }
  }

  private interface Newer<T> {
    /// The rows with greater ids, in their order.
    Map<Integer, T> after(int id);
  }
}
