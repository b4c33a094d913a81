package dev.skep.domain.search;

import dev.skep.domain.search.condition.GeneratedConditions;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes arbitrary queries from a seed that match some of the generated spans.
public final class GeneratedQueries {
  private final RandomGenerator random;
  private final GeneratedSpans spans;
  private final GeneratedConditions conditions;

  public GeneratedQueries(RandomGenerator random, GeneratedSpans spans) {
    this.random = random;
    this.spans = spans;
    conditions = new GeneratedConditions(random, spans);
  }

  public TraceQuery query() {
    TraceOrder order = TraceOrder.values()[random.nextInt(TraceOrder.values().length)];
    return new TraceQuery(spans(), traceFilters(), order, pageStart(order), 1 + random.nextInt(15));
  }

  private SpansetCondition spans() {
    SpansetCondition plain = SpansetCondition.oneSpan(plainConditions());
    return random.nextInt(3) == 0
        ? plain
        : conditions.spanset().and(random.nextBoolean() ? SpanCondition.all() : conditions.span());
  }

  /// What the form's fields ask for.
  private List<SpanCondition> plainConditions() {
    List<SpanCondition> filters = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      filters.add(SpanCondition.serviceName(spans.serviceName()));
    }
    if (random.nextInt(4) == 0) {
      filters.add(SpanCondition.spanName(spans.spanName()));
    }
    if (random.nextInt(3) == 0) {
      filters.add(
          SpanCondition.source(TraceSource.values()[random.nextInt(TraceSource.values().length)]));
    }
    return filters;
  }

  private List<TraceFilter> traceFilters() {
    List<TraceFilter> filters = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      filters.add(random.nextBoolean() ? new TraceFilter.InError() : new TraceFilter.NotInError());
    }
    if (random.nextInt(4) == 0) {
      filters.add(new TraceFilter.MinDuration(Duration.ofNanos(random.nextLong(4_000_000_000L))));
    }
    if (random.nextInt(4) == 0) {
      filters.add(new TraceFilter.MaxDuration(Duration.ofNanos(random.nextLong(4_000_000_000L))));
    }
    if (random.nextInt(4) == 0) {
      filters.add(new TraceFilter.StartedFrom(moment()));
    }
    if (random.nextInt(4) == 0) {
      filters.add(new TraceFilter.StartedBefore(moment()));
    }
    return filters;
  }

  private PageStart pageStart(TraceOrder order) {
    if (random.nextInt(3) > 0) {
      return PageStart.first();
    }
    var last = new Trace(Spans.traceId(7), List.of(Spans.span(1).in(7).starting(moment()).build()));
    return PageStart.After.trace(last.summary(), order);
  }

  private Instant moment() {
    return Spans.NOON.plusNanos(random.nextLong(3_000_000_000L));
  }
}
