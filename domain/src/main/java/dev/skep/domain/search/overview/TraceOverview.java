package dev.skep.domain.search.overview;

import dev.skep.domain.calls.DurationHistogram;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceSource;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What all traces that a query finds come to, on whichever page they are.
///
/// [#of] defines it. A store may answer in any way that comes to the same.
///
/// @param inError how many of the traces are in error
/// @param durations how long the traces took
/// @param services the names of the services that any of them went through, sorted
/// @param bySource how many traces have a span from each source; a trace with spans from two counts
///   in both
public record TraceOverview(
    long traces,
    long spans,
    long inError,
    DurationHistogram durations,
    List<String> services,
    Map<TraceSource, Long> bySource,
    HeatMap heatMap,
    Coverage coverage) {
  public TraceOverview {
    services = List.copyOf(services);
    bySource = bySource.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(bySource));
  }

  /// The overview of those of the traces that the query finds.
  public static TraceOverview of(TraceQuery query, Collection<Trace> traces, TimeColumns columns) {
    var counts = new OverviewCounts(columns);
    traces.stream().filter(query::matches).forEach(trace -> counts.add(trace.summary()));
    return counts.overview(new Coverage.All());
  }

  /// The share of the traces that are in error, from 0 to 1.
  public double errorShare() {
    return traces == 0 ? 0 : (double) inError / traces;
  }
}
