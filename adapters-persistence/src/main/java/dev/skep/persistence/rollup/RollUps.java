package dev.skep.persistence.rollup;

import static dev.skep.db.segment.Tables.CALL_EDGES;
import static dev.skep.db.segment.Tables.CALL_OPERATIONS;
import static dev.skep.db.segment.Tables.CALL_PARTIES;
import static dev.skep.db.segment.Tables.OPERATION_CALLS;

import dev.skep.domain.anatomy.RequestParts;
import dev.skep.domain.calls.CallTally;
import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.Party;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.TrendCounts;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/// Reads the sums of one segment: a row for each minute or quarter of an hour and each operation or
/// edge in it, none for a span.
final class RollUps {
  private final DSLContext sql;

  RollUps(DSLContext sql) {
    this.sql = sql;
  }

  /// An operation of a service; its service is [Party.Service] or [Party.Other].
  record Operation(Party service, CalledOperation operation) {
    /// Whether it is no call, but the time that requests waited; see [RequestParts].
    boolean isQueue() {
      return operation.kind() == SpanKind.INTERNAL;
    }
  }

  /// A caller and a callee.
  record Edge(Party caller, Party callee) {}

  /// Where sums are added: one tally for each group and time that belong together.
  @FunctionalInterface
  interface Tallies<G> {
    CallTally of(G group, long minute);
  }

  /// Adds the sums of the operations that `wanted` accepts.
  void addOperations(RangeParts range, Predicate<Operation> wanted, Tallies<Operation> tallies) {
    Map<Long, Operation> all = operations();
    Map<Long, Operation> some = new HashMap<>(all);
    some.values().removeIf(wanted.negate());
    if (some.size() == all.size()) {
      add(CountsTable.OPERATIONS, all, DSL.noCondition(), range, tallies);
    } else if (!some.isEmpty()) {
      // So the others, with their histograms, need not even be fetched.
      add(
          CountsTable.OPERATIONS,
          some,
          CountsTable.OPERATIONS.group().in(inlined(some)),
          range,
          tallies);
    }
  }

  /// Adds the numbers of calls in steps of a range that has whole quarters or minutes as steps.
  void addTrends(SeriesQuery query, TrendCounts counts) {
    RangeParts parts = RangeParts.of(query.range(), query.stepMinutes());
    Map<Long, Party> parties = parties();
    for (Minutes part : parts.quarters()) {
      addTrends(query, Resolution.QUARTER, part, parties, counts);
    }
    for (Minutes part : parts.minutes()) {
      addTrends(query, Resolution.MINUTE, part, parties, counts);
    }
  }

  private void addTrends(
      SeriesQuery query,
      Resolution resolution,
      Minutes range,
      Map<Long, Party> parties,
      TrendCounts counts) {
    var step =
        OPERATION_CALLS
            .START_TIME_UNIX_NANO
            .minus(DSL.inline(position(query.range().first())))
            .div(DSL.inline(query.stepMinutes() * Minutes.NANOS_OF_ONE));
    sql.select(
            CALL_OPERATIONS.PARTY_ID,
            step,
            DSL.sum(OPERATION_CALLS.CALLS),
            DSL.sum(OPERATION_CALLS.ERRORS))
        .from(OPERATION_CALLS)
        .join(CALL_OPERATIONS)
        .on(CALL_OPERATIONS.ID.eq(OPERATION_CALLS.OPERATION_ID))
        .where(in(CountsTable.OPERATIONS, resolution, range))
        .and(CALL_OPERATIONS.KIND.ne((long) SpanKind.INTERNAL.number()))
        .groupBy(CALL_OPERATIONS.PARTY_ID, step)
        .forEach(row -> {
          Party service = parties.getOrDefault(row.value1(), new Party.Other());
          boolean isWanted =
              switch (query.services()) {
                case SeriesQuery.Services.All() -> true;
                case SeriesQuery.Services.One(String name) ->
                    service.equals(new Party.Service(name));
              };
          if (isWanted) {
            counts.add(
                label(service),
                row.value2().intValue(),
                row.value3().longValue(),
                row.value4().longValue());
          }
        });
  }

  static Label label(Party service) {
    return service instanceof Party.Service(String name) ? Label.of(name) : Label.other();
  }

  private static List<Field<Long>> inlined(Map<Long, ?> ids) {
    return ids.keySet().stream().<Field<Long>>map(DSL::inline).toList();
  }

  void addEdges(RangeParts range, Tallies<Edge> tallies) {
    add(CountsTable.EDGES, edges(), DSL.noCondition(), range, tallies);
  }

  /// How many calls of services there are of any time whose minute is not known.
  long undatedOfOperations() {
    var queues =
        DSL.select(CALL_OPERATIONS.ID)
            .from(CALL_OPERATIONS)
            .where(CALL_OPERATIONS.KIND.eq((long) SpanKind.INTERNAL.number()));
    return undated(CountsTable.OPERATIONS, OPERATION_CALLS.OPERATION_ID.notIn(queues));
  }

  /// How many calls between parties there are of any time whose minute is not known.
  long undatedOfEdges() {
    return undated(CountsTable.EDGES, DSL.noCondition());
  }

  private long undated(CountsTable table, Condition counted) {
    var calls = DSL.sum(DSL.field("calls", Long.class));
    var sum =
        sql.select(calls)
            .from(table.table())
            .where(table.step().eq((long) Resolution.MINUTE.minutes()))
            .and(table.start().eq(Counts.UNDATED))
            .and(counted)
            .fetchOne(calls);
    return sum == null ? 0 : sum.longValue();
  }

  private <G> void add(
      CountsTable table,
      Map<Long, G> groups,
      Condition wanted,
      RangeParts range,
      Tallies<G> tallies) {
    for (Minutes part : range.quarters()) {
      add(table, groups, wanted.and(in(table, Resolution.QUARTER, part)), tallies);
    }
    for (Minutes part : range.minutes()) {
      add(table, groups, wanted.and(in(table, Resolution.MINUTE, part)), tallies);
    }
  }

  private static Condition in(CountsTable table, Resolution resolution, Minutes range) {
    return table
        .step()
        .eq((long) resolution.minutes())
        .and(table.start().ge(position(range.first())))
        .and(table.start().lt(position(range.end())));
  }

  private <G> void add(
      CountsTable table, Map<Long, G> groups, Condition wanted, Tallies<G> tallies) {
    var query =
        sql.select(table.start(), table.group())
            .select(table.sums())
            .from(table.table())
            .where(wanted);
    try (ResultSet row = query.fetchResultSet()) {
      while (row.next()) {
        G group = groups.get(row.getLong(2));
        if (group == null) {
          throw new DataAccessException("sums of nothing that is known");
        }
        tallies
            .of(group, row.getLong(1) / Minutes.NANOS_OF_ONE)
            .add(
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getBytes(8));
      }
    } catch (SQLException e) {
      throw new DataAccessException("sums could not be read", e);
    }
  }

  private Map<Long, Operation> operations() {
    Map<Long, Operation> operations = new HashMap<>();
    sql.select(
            CALL_OPERATIONS.ID,
            CALL_PARTIES.TYPE,
            CALL_PARTIES.NAME,
            CALL_OPERATIONS.NAME,
            CALL_OPERATIONS.IS_OTHER,
            CALL_OPERATIONS.KIND,
            CALL_OPERATIONS.TRACE_SOURCE)
        .from(CALL_OPERATIONS)
        .join(CALL_PARTIES)
        .on(CALL_PARTIES.ID.eq(CALL_OPERATIONS.PARTY_ID))
        .forEach(row -> {
          var operation =
              new CalledOperation(
                  row.value5() == 1 ? Label.other() : Label.of(row.value4()),
                  SpanKind.ofNumber(row.value6().intValue()),
                  TraceSource.ofSlug(row.value7()).orElseThrow());
          operations.put(
              row.value1(), new Operation(PartyType.party(row.value2(), row.value3()), operation));
        });
    return operations;
  }

  private Map<Long, Party> parties() {
    Map<Long, Party> parties = new HashMap<>();
    sql.selectFrom(CALL_PARTIES)
        .forEach(row -> parties.put(row.getId(), PartyType.party(row.getType(), row.getName())));
    return parties;
  }

  private Map<Long, Edge> edges() {
    Map<Long, Party> parties = parties();
    Map<Long, Edge> edges = new HashMap<>();
    sql.selectFrom(CALL_EDGES)
        .forEach(row ->
            edges.put(
                row.getId(),
                new Edge(
                    parties.getOrDefault(row.getCallerId(), new Party.Other()),
                    parties.getOrDefault(row.getCalleeId(), new Party.Other()))));
    return edges;
  }

  private static long position(long minute) {
    // After the last minute that can be told there is none.
    return minute > Long.MAX_VALUE / Minutes.NANOS_OF_ONE
        ? Long.MAX_VALUE
        : Minutes.startOf(minute);
  }
}
