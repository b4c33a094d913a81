package dev.skep.persistence.rollup;

import static dev.skep.db.segment.Tables.CALL_EDGES;
import static dev.skep.db.segment.Tables.CALL_OPERATIONS;
import static dev.skep.db.segment.Tables.CALL_PARTIES;

import dev.skep.domain.calls.CallTally;
import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.Party;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
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
  record Operation(Party service, CalledOperation operation) {}

  /// A caller and a callee.
  record Edge(Party caller, Party callee) {}

  /// Where sums are added: one tally for each group and time that belong together.
  @FunctionalInterface
  interface Tallies<G> {
    CallTally of(G group, long minute);
  }

  /// Adds the sums of the operations that `wanted` accepts.
  void addOperations(RangeParts range, Tallies<Operation> tallies) {
    add(CountsTable.OPERATIONS, operations(), range, tallies);
  }

  void addEdges(RangeParts range, Tallies<Edge> tallies) {
    add(CountsTable.EDGES, edges(), range, tallies);
  }

  /// How many calls there are of any time whose minute is not known.
  long undated(CountsTable table) {
    var calls = DSL.sum(DSL.field("calls", Long.class));
    var sum =
        sql.select(calls)
            .from(table.table())
            .where(table.step().eq((long) Resolution.MINUTE.minutes()))
            .and(table.start().eq(Counts.UNDATED))
            .fetchOne(calls);
    return sum == null ? 0 : sum.longValue();
  }

  private <G> void add(
      CountsTable table, Map<Long, G> groups, RangeParts range, Tallies<G> tallies) {
    for (Minutes part : range.quarters()) {
      add(table, groups, Resolution.QUARTER, part, tallies);
    }
    for (Minutes part : range.minutes()) {
      add(table, groups, Resolution.MINUTE, part, tallies);
    }
  }

  private <G> void add(
      CountsTable table,
      Map<Long, G> groups,
      Resolution resolution,
      Minutes range,
      Tallies<G> tallies) {
    Condition inRange =
        table
            .step()
            .eq((long) resolution.minutes())
            .and(table.start().ge(position(range.first())))
            .and(table.start().lt(position(range.end())));
    var query =
        sql.select(table.start(), table.group())
            .select(table.sums())
            .from(table.table())
            .where(inRange);
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

  private Map<Long, Edge> edges() {
    Map<Long, Party> parties = new HashMap<>();
    sql.selectFrom(CALL_PARTIES)
        .forEach(row -> parties.put(row.getId(), PartyType.party(row.getType(), row.getName())));
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
