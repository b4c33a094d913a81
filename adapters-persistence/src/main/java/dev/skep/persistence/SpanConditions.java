package dev.skep.persistence;

import static dev.skep.db.segment.Tables.SPANS;
import static org.jooq.impl.DSL.and;

import dev.skep.domain.search.SpanFilter;
import dev.skep.domain.search.SpanFilter.ServiceName;
import dev.skep.domain.search.SpanFilter.Source;
import dev.skep.domain.search.SpanFilter.SpanName;
import dev.skep.domain.trace.TraceSource;
import java.util.List;
import org.jooq.Condition;

/// Conditions on one span as conditions on one row.
final class SpanConditions {
  private SpanConditions() {}

  static Condition all(List<SpanFilter> filters) {
    return and(filters.stream().map(SpanConditions::condition).toList());
  }

  private static Condition condition(SpanFilter filter) {
    return switch (filter) {
      case ServiceName(String name) -> SPANS.SERVICE_NAME.eq(name);
      case SpanName(String name) -> SPANS.NAME.eq(name);
      case Source(TraceSource source) -> SPANS.TRACE_SOURCE.eq(source.slug());
    };
  }
}
