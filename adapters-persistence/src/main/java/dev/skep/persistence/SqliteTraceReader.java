package dev.skep.persistence;

import static dev.skep.db.segment.Tables.SPANS;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.skep.application.port.TraceReader;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.row.SpanRecords;
import dev.skep.persistence.row.StoredSpans;
import dev.skep.persistence.sqlite.Readers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.SelectLimitStep;
import org.jooq.impl.DSL;

/// Finds traces in the open segment.
final class SqliteTraceReader implements TraceReader {
  private final Readers readers;

  SqliteTraceReader(Readers readers) {
    this.readers = readers;
  }

  /// Loads what a search needs, so that the first one does not wait for it.
  static void load() {
    candidates(DSL.using(SQLDialect.SQLITE), TraceQuery.newest(1), noCondition()).getSQL();
  }

  @Override
  public Optional<Trace> find(TraceId traceId) {
    return readers
        .read(sql -> Optional.of(new StoredSpans(sql).ofTrace(traceId)))
        .filter(spans -> !spans.isEmpty())
        .map(spans -> new Trace(traceId, spans));
  }

  @Override
  public FoundTraces search(TraceQuery query) {
    return readers.read(sql -> {
      List<TraceId> found = matchingTraces(sql, query);
      boolean more = found.size() > query.pageSize();
      List<TraceId> page = more ? found.subList(0, query.pageSize()) : found;
      return new FoundTraces(summaries(sql, page), more);
    });
  }

  /// The traces of the page in order, and one more if there is one.
  private static List<TraceId> matchingTraces(DSLContext sql, TraceQuery query) {
    return SpanConditions.exactly(query.spans())
        .map(rows ->
            candidates(sql, query, rows)
                .limit(query.pageSize() + 1)
                .fetch(row -> IdBytes.traceId(row.value1())))
        .orElseGet(() -> lookedThrough(sql, query));
  }

  /// For what SQL does not say: reads one trace after the other and asks the definition.
  private static List<TraceId> lookedThrough(DSLContext sql, TraceQuery query) {
    List<TraceId> found = new ArrayList<>();
    var stored = new StoredSpans(sql);
    try (var candidates = candidates(sql, query, noCondition()).fetchLazy()) {
      for (var candidate : candidates) {
        var id = IdBytes.traceId(candidate.value1());
        if (query.spans().matches(new Trace(id, stored.ofTrace(id)))) {
          found.add(id);
        }
        if (found.size() > query.pageSize()) {
          break;
        }
      }
    }
    return found;
  }

  /// The traces in order that have such a row and meet the trace filters.
  private static SelectLimitStep<Record1<byte[]>> candidates(
      DSLContext sql, TraceQuery query, Condition rows) {
    return sql.select(SPANS.TRACE_ID)
        .from(SPANS)
        .where(
            query.spans().equals(SpansetCondition.all())
                ? rows
                : SPANS.TRACE_ID.in(select(SPANS.TRACE_ID).from(SPANS).where(rows)))
        .groupBy(SPANS.TRACE_ID)
        .having(TraceConditions.all(query.traceFilters()))
        .and(TraceConditions.from(query.pageStart(), query.order()))
        .orderBy(TraceConditions.order(query.order()));
  }

  private static List<TraceSummary> summaries(DSLContext sql, List<TraceId> traces) {
    Map<TraceId, List<SpanOutline>> outlines = new HashMap<>();
    sql.select(SpanRecords.OUTLINE)
        .from(SPANS)
        .where(SPANS.TRACE_ID.in(traces.stream().map(IdBytes::of).toList()))
        .orderBy(SPANS.ID)
        .forEach(row ->
            outlines
                .computeIfAbsent(IdBytes.traceId(row.get(SPANS.TRACE_ID)), id -> new ArrayList<>())
                .add(SpanRecords.outline(row)));
    return traces.stream()
        .map(id -> TraceSummary.of(id, requireNonNull(outlines.get(id))))
        .toList();
  }
}
