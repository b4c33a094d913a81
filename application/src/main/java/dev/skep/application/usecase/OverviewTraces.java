package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.StartRange;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import java.time.Duration;
import java.time.Instant;

/// Sums up what a search finds: its figures, and how many traces took how long when.
public final class OverviewTraces {
  private final TraceReader traces;

  public OverviewTraces(TraceReader traces) {
    this.traces = traces;
  }

  /// The overview of all traces that the query wants. Its columns cover the time that the query
  /// names, or else that of the stored traces, and end with the present at the latest unless the
  /// query names a later end.
  ///
  /// @param within after this time what was counted is the answer
  /// @throws StorageUnavailableException if the store cannot answer now
  public TraceOverview overview(TraceQuery query, Instant now, Duration within) {
    return traces.overview(query, columns(query, now), within);
  }

  private TimeColumns columns(TraceQuery query, Instant now) {
    Instant from = Instant.MIN;
    Instant to = Instant.MAX;
    for (TraceFilter filter : query.traceFilters()) {
      if (filter instanceof TraceFilter.StartedFrom(Instant time) && time.isAfter(from)) {
        from = time;
      } else if (filter instanceof TraceFilter.StartedBefore(Instant time) && time.isBefore(to)) {
        to = time;
      }
    }
    if (from.equals(Instant.MIN) || to.equals(Instant.MAX)) {
      StartRange stored = traces.starts().orElse(new StartRange(now, now));
      Instant last = stored.last().isBefore(now) ? stored.last().plusNanos(1) : now;
      if (to.equals(Instant.MAX)) {
        // A time up to now is drawn up to now, whether or not anything came lately.
        to = from.equals(Instant.MIN) ? last : now;
      }
      if (from.equals(Instant.MIN)) {
        from = stored.first().isBefore(to) ? stored.first() : to;
      }
    }
    return TimeColumns.over(from, to);
  }
}
