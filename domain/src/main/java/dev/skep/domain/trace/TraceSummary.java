package dev.skep.domain.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What one row of a result list shows of a trace.
///
/// @param rootServiceName service of the root: the earliest span whose parent is not stored in this
///   trace, or the earliest of all when every parent is (a cycle)
/// @param rootSpanName name of that span
/// @param start first start of any span
/// @param durationNano last moment of any span minus first start, in nanoseconds of
///   [UnixNano#position]
/// @param spanCount number of stored spans
/// @param errorCount how many of them are in error
/// @param status error if any span is; otherwise the root's own
/// @param services names of the services, in order of their first span
/// @param serviceTimes how much of its time the trace spent in each of them, in the same order
/// @param sources the doors that spans came through
public record TraceSummary(
    TraceId traceId,
    String rootServiceName,
    String rootSpanName,
    Instant start,
    long durationNano,
    int spanCount,
    int errorCount,
    StatusCode status,
    List<String> services,
    List<ServiceTime> serviceTimes,
    List<TraceSource> sources) {
  private static final Comparator<SpanOutline> EARLIEST_FIRST =
      Comparator.comparing(SpanOutline::start).thenComparing(SpanOutline::spanId);

  public TraceSummary {
    services = List.copyOf(services);
    serviceTimes = List.copyOf(serviceTimes);
    sources = List.copyOf(sources);
  }

  /// Sums up the spans of one trace, given in any order; there must be at least one.
  public static TraceSummary of(TraceId traceId, List<SpanOutline> outlines) {
    List<SpanOutline> spans = outlines.stream().sorted(EARLIEST_FIRST).toList();
    SpanOutline root = root(spans);
    Set<String> services = new LinkedHashSet<>();
    Set<TraceSource> sources = EnumSet.noneOf(TraceSource.class);
    long lastPosition = 0;
    int errors = 0;
    for (SpanOutline span : spans) {
      services.add(span.serviceName());
      sources.add(span.source());
      lastPosition = Math.max(lastPosition, UnixNano.position(span.lastMoment()));
      if (span.isError()) {
        errors++;
      }
    }
    Instant start = spans.getFirst().start();
    return new TraceSummary(
        traceId,
        root.serviceName(),
        root.name(),
        start,
        lastPosition - UnixNano.position(start),
        spans.size(),
        errors,
        errors > 0 ? StatusCode.ERROR : root.status(),
        new ArrayList<>(services),
        ServiceTime.of(spans),
        new ArrayList<>(sources));
  }

  /// Where the trace's start stands in every order of time; see [UnixNano#position].
  public long startPosition() {
    return UnixNano.position(start);
  }

  public boolean isError() {
    return status == StatusCode.ERROR;
  }

  private static SpanOutline root(List<SpanOutline> spans) {
    Set<SpanId> stored = new HashSet<>();
    for (SpanOutline span : spans) {
      stored.add(span.spanId());
    }
    for (SpanOutline span : spans) {
      if (!(span.parent() instanceof Parent.Of(SpanId parent)) || !stored.contains(parent)) {
        return span;
      }
    }
    return spans.getFirst();
  }
}
