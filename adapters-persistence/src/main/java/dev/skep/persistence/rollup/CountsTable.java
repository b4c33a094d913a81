package dev.skep.persistence.rollup;

import static dev.skep.db.segment.Tables.EDGE_CALLS;
import static dev.skep.db.segment.Tables.OPERATION_CALLS;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// A table of sums: the two have the same columns but for what they are sums of.
enum CountsTable {
  OPERATIONS(
      OPERATION_CALLS,
      OPERATION_CALLS.STEP_MINUTES,
      OPERATION_CALLS.START_TIME_UNIX_NANO,
      OPERATION_CALLS.OPERATION_ID,
      List.of(
          OPERATION_CALLS.CALLS,
          OPERATION_CALLS.ERRORS,
          OPERATION_CALLS.DURATION_SUM_NANO,
          OPERATION_CALLS.DURATION_MIN_NANO,
          OPERATION_CALLS.DURATION_MAX_NANO,
          OPERATION_CALLS.HISTOGRAM)),
  EDGES(
      EDGE_CALLS,
      EDGE_CALLS.STEP_MINUTES,
      EDGE_CALLS.START_TIME_UNIX_NANO,
      EDGE_CALLS.EDGE_ID,
      List.of(
          EDGE_CALLS.CALLS,
          EDGE_CALLS.ERRORS,
          EDGE_CALLS.DURATION_SUM_NANO,
          EDGE_CALLS.DURATION_MIN_NANO,
          EDGE_CALLS.DURATION_MAX_NANO,
          EDGE_CALLS.HISTOGRAM));

  // What jOOQ generates has no setters, but Error Prone cannot know.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Table<?> table;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Field<Long> step;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Field<Long> start;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Field<Long> group;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Field<?>> sums;

  CountsTable(
      Table<?> table, Field<Long> step, Field<Long> start, Field<Long> group, List<Field<?>> sums) {
    this.table = table;
    this.step = step;
    this.start = start;
    this.group = group;
    this.sums = List.copyOf(sums);
  }

  Table<?> table() {
    return table;
  }

  Field<Long> step() {
    return step;
  }

  Field<Long> start() {
    return start;
  }

  Field<Long> group() {
    return group;
  }

  /// Calls, errors, sum, least and greatest duration, histogram.
  List<Field<?>> sums() {
    return sums;
  }

  /// The starts of all quarters of an hour.
  String quarters() {
    return DSL.using(SQLDialect.SQLITE)
        .selectDistinct(start)
        .from(table)
        .where(step.eq(DSL.inline((long) Resolution.QUARTER.minutes())))
        .getSQL();
  }

  /// A row, if there is one.
  String any() {
    return DSL.using(SQLDialect.SQLITE).select(group).from(table).limit(DSL.inline(1)).getSQL();
  }

  /// The sums of one step, start and group.
  String select() {
    return DSL.using(SQLDialect.SQLITE)
        .select(sums)
        .from(table)
        .where(step.eq(DSL.param("step", step)))
        .and(start.eq(DSL.param("start", start)))
        .and(group.eq(DSL.param("group", group)))
        .getSQL();
  }

  /// Writes the sums of one step, start and group, in this order, whether there are some or not.
  String replace() {
    List<Field<?>> all = new ArrayList<>(List.of(step, start, group));
    all.addAll(sums);
    return DSL.using(SQLDialect.SQLITE)
        .insertInto(table, all)
        .values(all.stream().map(column -> DSL.param(column.getName(), column)).toList())
        .onConflict(step, start, group)
        .doUpdate()
        .setAllToExcluded()
        .getSQL();
  }
}
