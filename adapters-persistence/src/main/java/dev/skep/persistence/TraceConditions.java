package dev.skep.persistence;

import static dev.skep.db.segment.Tables.SPANS;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;

import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceFilter.InError;
import dev.skep.domain.search.TraceFilter.MaxDuration;
import dev.skep.domain.search.TraceFilter.MinDuration;
import dev.skep.domain.search.TraceFilter.NotInError;
import dev.skep.domain.search.TraceFilter.StartedBefore;
import dev.skep.domain.search.TraceFilter.StartedFrom;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.row.IdBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;

/// Conditions and orders of whole traces, for rows of spans that are grouped by trace.
final class TraceConditions {
  private static final Field<Long> START = min(SPANS.START_TIME_UNIX_NANO);
  private static final Field<Long> DURATION =
      max(greatest(
              SPANS.START_TIME_UNIX_NANO,
              coalesce(SPANS.END_TIME_UNIX_NANO, SPANS.START_TIME_UNIX_NANO)))
          .minus(START);
  private static final Field<Long> SPAN_COUNT = count().cast(Long.class);
  private static final Field<Long> ERRORS =
      count().filterWhere(SPANS.STATUS_CODE.eq((long) StatusCode.ERROR.number())).cast(Long.class);

  private TraceConditions() {}

  static Condition all(List<TraceFilter> filters) {
    return and(filters.stream().map(TraceConditions::condition).toList());
  }

  /// Whether a trace belongs to the page that begins here, or to a later one.
  static Condition from(PageStart start, TraceOrder order) {
    return switch (start) {
      case PageStart.First() -> noCondition();
      case PageStart.After(long rank, TraceId traceId) -> {
        Field<Long> ranked = rank(order);
        Condition behind = order.descending() ? ranked.lt(rank) : ranked.gt(rank);
        yield behind.or(ranked.eq(rank).and(SPANS.TRACE_ID.gt(IdBytes.of(traceId))));
      }
    };
  }

  static List<SortField<?>> order(TraceOrder order) {
    Field<Long> rank = rank(order);
    return List.of(order.descending() ? rank.desc() : rank.asc(), SPANS.TRACE_ID.asc());
  }

  private static Condition condition(TraceFilter filter) {
    return switch (filter) {
      case InError() -> ERRORS.gt(0L);
      case NotInError() -> ERRORS.eq(0L);
      case MinDuration(Duration atLeast) -> DURATION.ge(UnixNano.nanos(atLeast));
      case MaxDuration(Duration atMost) -> DURATION.le(UnixNano.nanos(atMost));
      case StartedFrom(Instant from) -> START.ge(UnixNano.position(from));
      case StartedBefore(Instant to) -> START.lt(UnixNano.position(to));
    };
  }

  private static Field<Long> rank(TraceOrder order) {
    return switch (order) {
      case NEWEST, OLDEST -> START;
      case SLOWEST -> DURATION;
      case MOST_SPANS -> SPAN_COUNT;
      case MOST_ERRORS -> ERRORS;
    };
  }
}
