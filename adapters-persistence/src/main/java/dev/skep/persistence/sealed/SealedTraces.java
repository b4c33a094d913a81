package dev.skep.persistence.sealed;

import static dev.skep.db.segment.Tables.KEY_TRACES;
import static dev.skep.db.segment.Tables.MAGNITUDE_TRACES;
import static dev.skep.db.segment.Tables.OPERATION_TRACES;
import static dev.skep.db.segment.Tables.RESOURCE_TRACES;
import static dev.skep.db.segment.Tables.TERM_TRACES;
import static dev.skep.db.segment.Tables.TRACES;
import static dev.skep.db.segment.Tables.TRACE_FILTERS;
import static dev.skep.db.segment.Tables.VALUE_TRACES;

import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.row.TermList;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/// Reads what a sealed segment is searched by, over the connection of one read.
///
/// Traces are spoken of by their numbers, which are in the order of their start; what nobody has is
/// an empty set. A set may have the number of a trace that was erased: it has no row.
public final class SealedTraces {
  // SQLite takes some more elements of a list, but the text of a query grows with them.
  private static final int AT_ONCE = 500;
  private static final String ROWS =
      "SELECT id, trace_id, start_time_unix_nano, duration_nano, span_count, error_count,"
          + " root_operation_id FROM traces WHERE id";

  private static final String MEASURES =
      "SELECT id, start_time_unix_nano, duration_nano, span_count, error_count FROM traces ORDER BY"
          + " id";

  // Of this trace or, if it was erased, of the one before it.
  private static final String START =
      "SELECT start_time_unix_nano FROM traces WHERE id <= ? ORDER BY id DESC LIMIT 1";

  private final DSLContext sql;

  public SealedTraces(DSLContext sql) {
    this.sql = sql;
  }

  /// The attributes that have numbers here.
  public SealedTerms terms() {
    return new SealedTerms(sql);
  }

  // ---- Traces

  /// The number of a trace, if it is here.
  public OptionalInt number(TraceId id) {
    return number(
        sql.select(TRACES.ID)
            .from(TRACES)
            .where(TRACES.TRACE_ID.eq(IdBytes.of(id)))
            .fetch(TRACES.ID));
  }

  /// The number of the last trace; 0 if there is none. Nearly always it is how many there are.
  public int last() {
    Long last = sql.select(DSL.max(TRACES.ID)).from(TRACES).fetchSingle().value1();
    return last == null ? 0 : last.intValue();
  }

  /// The row ids of a trace's spans, ascending; none if it is not here.
  public long[] rowIds(TraceId id) {
    return rowIds(TRACES.TRACE_ID.eq(IdBytes.of(id)));
  }

  /// The row ids of a trace's spans, ascending.
  public long[] rowIds(int number) {
    return rowIds(TRACES.ID.eq((long) number));
  }

  /// The row ids of the spans of each of these traces, ascending; none of one that was erased.
  public long[][] rowIds(int[] numbers) {
    Map<Integer, long[]> found = new HashMap<>();
    for (int from = 0; from < numbers.length; from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, numbers.length);
      sql.select(TRACES.ID, TRACES.SPAN_IDS)
          .from(TRACES)
          .where(TRACES.ID.in(Arrays.stream(numbers, from, to).mapToObj(DSL::inline).toList()))
          .fetch()
          .forEach(row -> found.put(row.value1().intValue(), SpanIds.read(row.value2())));
    }
    return Arrays.stream(numbers)
        .mapToObj(number -> found.getOrDefault(number, new long[0]))
        .toArray(long[][]::new);
  }

  /// The rows of some traces, in the order of their numbers.
  public List<SealedTrace> traces(int[] numbers) {
    List<SealedTrace> rows = new ArrayList<>(numbers.length);
    for (int from = 0; from < numbers.length; from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, numbers.length);
      read(rows, ROWS + condition(numbers, from, to) + " ORDER BY id");
    }
    return rows;
  }

  /// The number of the first trace that starts at a position or later; one more than [#last] if all
  /// start earlier.
  ///
  /// @param start see `UnixNano.position`
  public int firstFrom(long start) {
    int last = last();
    return sql.connectionResult(connection -> {
      try (PreparedStatement query = connection.prepareStatement(START)) {
        int earlier = 0;
        int later = last + 1;
        while (later - earlier > 1) {
          int middle = (earlier + later) >>> 1;
          query.setInt(1, middle);
          try (ResultSet row = query.executeQuery()) {
            if (!row.next() || row.getLong(1) < start) {
              earlier = middle;
            } else {
              later = middle;
            }
          }
        }
        return later;
      }
    });
  }

  /// The measures of all traces. Reads every row.
  public TraceColumns columns() {
    var columns = new TraceColumns.Builder();
    sql.connection(connection -> {
      try (var statement = connection.createStatement();
          ResultSet row = statement.executeQuery(MEASURES)) {
        while (row.next()) {
          columns.add(
              new TraceColumns.SealedTraceMeasures(
                  row.getInt(1), row.getLong(2), row.getLong(3), row.getInt(4), row.getInt(5)));
        }
      }
    });
    return columns.build();
  }

  /// The filter of all trace ids.
  public TraceIdFilter filter() {
    return TraceIdFilter.of(
        sql.select(TRACE_FILTERS.BITS).from(TRACE_FILTERS).fetchSingle().value1());
  }

  // ---- Lists of traces

  /// The traces with a span of any of these operations.
  public BitSet ofOperations(Collection<Integer> ids) {
    return union(OPERATION_TRACES.OPERATION_ID, OPERATION_TRACES.TRACES, ids);
  }

  /// The traces with a span of any of these resources.
  public BitSet ofResources(Collection<Integer> ids) {
    return union(RESOURCE_TRACES.RESOURCE_ID, RESOURCE_TRACES.TRACES, ids);
  }

  /// The traces with a span that has any of these attributes.
  ///
  /// @param ids of rows of `terms`
  public BitSet ofTerms(Collection<Integer> ids) {
    return union(TERM_TRACES.TERM_ID, TERM_TRACES.TRACES, ids);
  }

  /// The traces with a span that may have this attribute, where it is not in `terms`: there is a
  /// hash between, so the span has to be looked at.
  public BitSet ofValue(String key, String valueJson) {
    return union(
        VALUE_TRACES.VALUE_HASH,
        VALUE_TRACES.TRACES,
        List.of(TermList.valueHash(TermList.inlineValue(key, valueJson))));
  }

  /// The traces with a span that has an attribute of this key that is not in `terms`.
  ///
  /// @param keyId in `attribute_keys`; 0 stands for all keys that are not there
  public BitSet ofKey(int keyId) {
    return union(KEY_TRACES.KEY_ID, KEY_TRACES.TRACES, List.of(keyId));
  }

  /// The traces with a span that may have an attribute outside of `terms`.
  ///
  /// @param terms of [TermList], none of them an id
  public BitSet ofOutside(int[] terms) {
    List<Integer> hashes = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    for (int term : terms) {
      if (TermList.isInlineKey(term)) {
        keys.add(TermList.keyId(term));
      } else {
        hashes.add(TermList.valueHash(term));
      }
    }
    BitSet traces = union(VALUE_TRACES.VALUE_HASH, VALUE_TRACES.TRACES, hashes);
    traces.or(union(KEY_TRACES.KEY_ID, KEY_TRACES.TRACES, keys));
    return traces;
  }

  /// The traces whose measure has a magnitude from one to another, both included.
  public BitSet ofMagnitudes(Measure measure, int first, int last) {
    return union(
        MAGNITUDE_TRACES.TRACES,
        MAGNITUDE_TRACES
            .MEASURE
            .eq(measure.slug())
            .and(MAGNITUDE_TRACES.MAGNITUDE.between((long) first, (long) last)));
  }

  /// The traces whose measure has the largest magnitude that any of them has, up to one; nothing
  /// when all have a larger one.
  public Optional<OfMagnitude> ofLargestMagnitude(Measure measure, int most) {
    return sql.select(MAGNITUDE_TRACES.MAGNITUDE, MAGNITUDE_TRACES.TRACES)
        .from(MAGNITUDE_TRACES)
        .where(MAGNITUDE_TRACES.MEASURE.eq(measure.slug()))
        .and(MAGNITUDE_TRACES.MAGNITUDE.le((long) most))
        .orderBy(MAGNITUDE_TRACES.MAGNITUDE.desc())
        .limit(1)
        .fetchOptional(row -> {
          var traces = new TraceSet();
          traces.add(row.value2());
          return new OfMagnitude(row.value1().intValue(), traces.toBitSet());
        });
  }

  /// A list of traces, and what they have in common.
  ///
  /// @param magnitude see [Measure#magnitude]
  public record OfMagnitude(int magnitude, BitSet traces) {}

  // ---- Helpers

  private long[] rowIds(Condition trace) {
    return sql.select(TRACES.SPAN_IDS).from(TRACES).where(trace).fetch(TRACES.SPAN_IDS).stream()
        .flatMapToLong(json -> Arrays.stream(SpanIds.read(json)))
        .toArray();
  }

  private void read(List<SealedTrace> into, String query) {
    sql.connection(connection -> {
      try (var statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          into.add(
              new SealedTrace(
                  row.getInt(1),
                  IdBytes.traceId(row.getBytes(2)),
                  row.getLong(3),
                  row.getLong(4),
                  row.getInt(5),
                  row.getInt(6),
                  row.getInt(7)));
        }
      }
    });
  }

  /// A list without gaps, as of the newest traces, is a range.
  private static String condition(int[] numbers, int from, int to) {
    int first = numbers[from];
    int last = numbers[to - 1];
    return last - first == to - from - 1
        ? " BETWEEN " + first + " AND " + last
        : Arrays.stream(numbers, from, to)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", " IN (", ")"));
  }

  private BitSet union(
      TableField<?, Long> id, TableField<?, byte[]> traces, Collection<Integer> ids) {
    List<Integer> all = List.copyOf(ids);
    var set = new TraceSet();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Integer> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      add(set, traces, id.in(some.stream().map(DSL::inline).toList()));
    }
    return set.toBitSet();
  }

  private BitSet union(TableField<?, byte[]> traces, Condition condition) {
    var set = new TraceSet();
    add(set, traces, condition);
    return set.toBitSet();
  }

  private void add(TraceSet set, TableField<?, byte[]> traces, Condition condition) {
    String query = sql.renderInlined(sql.select(traces).from(traces.getTable()).where(condition));
    sql.connection(connection -> {
      try (var statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          set.add(row.getBytes(1));
        }
      }
    });
  }

  static OptionalInt number(List<Long> found) {
    return found.isEmpty() ? OptionalInt.empty() : OptionalInt.of(found.getFirst().intValue());
  }
}
