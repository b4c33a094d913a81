package dev.skep.web.explorer.traces;

import dev.skep.domain.calls.DurationHistogram;
import dev.skep.domain.search.overview.Coverage;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.TraceSource;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.RangeLabel;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.Timeline;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.UrlQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The line of figures above the results, and the heat map below it.
///
/// @param inError the share of the traces in error, empty when there are no traces
/// @param quantiles how long traces took: the median, the 95th and the 99th percentile
/// @param sources how many traces came through which door
/// @param coverage what is not counted, or empty when all is
/// @param chosen the time and the durations that the search is narrowed to, or empty
/// @param cleared the search without that
/// @param heatMaps one, or none when there is nothing to draw
public record OverviewPanel(
    String traces,
    String spans,
    String inError,
    String errorCount,
    List<Quantile> quantiles,
    String services,
    List<Share> sources,
    String coverage,
    String chosen,
    String cleared,
    List<HeatMapView> heatMaps) {
  private static final String NONE = "–";
  private static final List<Map.Entry<String, Double>> SHARES =
      List.of(Map.entry("p50", 0.5), Map.entry("p95", 0.95), Map.entry("p99", 0.99));
  private static final double GAP = 0.002;
  private static final int LONGEST = 40;

  /// A length of time that a share of the traces did not exceed.
  public record Quantile(String name, String duration, String exact) {}

  /// One source's part of the bar.
  ///
  /// @param x where its part begins, and `width` how wide it is, in percent
  public record Share(SourceBadge badge, String traces, String x, String width) {}

  /// @param room about how many bytes of the page the heat map may take
  static OverviewPanel of(
      TraceOverview overview, UrlQuery search, TimeRange range, Times times, int room) {
    boolean none = overview.traces() == 0;
    String more = overview.coverage() instanceof Coverage.All ? "" : "+";
    return new OverviewPanel(
        none && !more.isEmpty() ? NONE : Formats.count(overview.traces()) + more,
        none && !more.isEmpty() ? NONE : Formats.count(overview.spans()) + more,
        none ? NONE : Formats.percent(overview.errorShare()),
        overview.inError() == 0 ? "" : Formats.count(overview.inError()),
        SHARES.stream().map(share -> quantile(share, overview.durations(), none)).toList(),
        overview.services().isEmpty() ? NONE : Formats.count(overview.services().size()),
        none ? List.of() : shares(overview.bySource()),
        coverage(overview, times),
        chosen(search, range, times),
        search
            .without("from", "to", "minDuration", "maxDuration", "cursor", "shown")
            .at(TracePaths.TRACES),
        none ? List.of() : List.of(HeatMapView.of(overview, search, times, room)));
  }

  private static Quantile quantile(
      Map.Entry<String, Double> share, DurationHistogram durations, boolean none) {
    if (none) {
      return new Quantile(share.getKey(), NONE, "");
    }
    long nanos = durations.quantile(share.getValue());
    return new Quantile(share.getKey(), Formats.duration(nanos), "about " + Formats.exact(nanos));
  }

  private static List<Share> shares(Map<TraceSource, Long> bySource) {
    long sum = bySource.values().stream().mapToLong(Long::longValue).sum();
    List<Share> shares = new ArrayList<>();
    double x = 0;
    for (TraceSource source : List.of(TraceSource.EBPF, TraceSource.HTTP, TraceSource.SCHEDULER)) {
      long traces = bySource.getOrDefault(source, 0L);
      if (traces > 0) {
        double width = (double) traces / sum;
        shares.add(
            new Share(
                SourceBadge.of(source),
                Formats.count(traces),
                Timeline.percent(x),
                Timeline.width(Math.max(0, width - GAP))));
        x += width;
      }
    }
    return shares;
  }

  private static String chosen(UrlQuery search, TimeRange range, Times times) {
    String least = VisibleText.line(search.first("minDuration"), LONGEST);
    String most = VisibleText.line(search.first("maxDuration"), LONGEST);
    if (!(range instanceof TimeRange.Between) || (least.isEmpty() && most.isEmpty())) {
      return "";
    }
    String durations =
        most.isEmpty()
            ? least + " or longer"
            : least.isEmpty() ? most + " or shorter" : least + " to " + most;
    return RangeLabel.of(range, times) + " · " + durations;
  }

  private static String coverage(TraceOverview overview, Times times) {
    return switch (overview.coverage()) {
      case Coverage.All() -> "";
      case Coverage.Since(Instant start) ->
          "Counted back to "
              + times.time(start)
              + ": of "
              + Formats.count(overview.traces(), "matching trace")
              + ". Older ones are listed, but were not counted in time.";
      case Coverage.Unknown() ->
          "Only a part of what matches could be counted in time. It is listed all the same.";
    };
  }
}
