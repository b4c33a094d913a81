package dev.skep.web.explorer.services;

import dev.skep.application.usecase.ChartCalls;
import dev.skep.application.usecase.MapServices;
import dev.skep.application.usecase.SearchTraces;
import dev.skep.application.usecase.SeeServices;
import dev.skep.application.usecase.SummarizeOperations;
import dev.skep.application.usecase.SummarizeServices;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.SeenServices;
import dev.skep.domain.calls.SeenServices.Seen;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.ServiceEdge;
import dev.skep.domain.calls.ServiceMap;
import dev.skep.web.explorer.calls.CallPaths;
import dev.skep.web.explorer.calls.CountedTime;
import dev.skep.web.explorer.calls.EdgeRow;
import dev.skep.web.explorer.calls.RangePage;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.RangeLabel;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.View;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.TraceParameters;
import dev.skep.web.query.UrlQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// How one service is doing: `/services/{name}`.
public final class ServicePage implements Routed {
  private static final String PREFIX = CallPaths.SERVICES + "/";
  private static final TimeRange DAY = new TimeRange.Last(TimeRange.Recent.DAY);
  private static final int STEPS = 60;
  private static final int MOST_OPERATIONS = 60;
  private static final int MOST_EDGES = 30;
  private static final String MOST_TRACES = "5";

  private final SummarizeServices summarize;
  private final SummarizeOperations operations;
  private final ChartCalls chart;
  private final MapServices map;
  private final SeeServices see;
  private final SearchTraces search;
  private final Clock clock;

  public ServicePage(
      SummarizeServices summarize,
      SummarizeOperations operations,
      ChartCalls chart,
      MapServices map,
      SeeServices see,
      SearchTraces search,
      Clock clock) {
    this.summarize = summarize;
    this.operations = operations;
    this.chart = chart;
    this.map = map;
    this.see = see;
    this.search = search;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.page(
        PREFIX + "*",
        request ->
            show(
                Requests.pathBehind(PREFIX, request),
                Requests.query(request),
                Requests.zone(request)));
    routes.lead(ChartStep.PATH, request -> ChartStep.target(Requests.query(request)));
  }

  /// The page of the service with exactly this name.
  public View show(String name, UrlQuery url, ZoneId zone) {
    Instant now = clock.instant();
    return RangePage.show(
        url,
        new CallPaths(UrlQuery.EMPTY).service(name),
        range -> page(name, range, url, zone, now));
  }

  private View page(String name, TimeRange range, UrlQuery url, ZoneId zone, Instant now) {
    Times times = Times.of(zone, now);
    SeenServices seen = see.see();
    var time = CountedTime.of(range, seen, now);
    CalledServices called = summarize.summarize(time.minutes());
    var state =
        ServiceState.all(called, new CallTrends(new TreeMap<>()), seen, time.minutes()).stream()
            .filter(each -> each.service().equals(Label.of(name)))
            .findFirst();
    Map<String, Object> model = new HashMap<>();
    model.put("name", VisibleText.line(name, 100));
    model.put("color", ServiceColor.of(name));
    model.put("label", RangeLabel.of(range, times));
    if (state.isEmpty()) {
      model.put("all", url.only(TimeRange.PARAMETERS).at(CallPaths.SERVICES));
      return View.of(404, "services/unknown", model);
    }
    var paths = new CallPaths(url.only(TimeRange.PARAMETERS));
    model.put("row", ServiceRow.of(state.get(), time.seconds(), 1, paths, now));
    model.put("namespace", namespace(state.get()));
    model.put("tracesHref", paths.traces(name));
    model.put("mapHref", paths.map(name));
    model.put("day", usual(name, range, seen, now));
    SeriesQuery steps = time.steps(STEPS, new SeriesQuery.Services.One(name));
    model.put("charts", Charts.of(steps, chart.chart(steps), name, times, now));
    addOperations(model, name, state.get(), time, paths);
    addTraces(model, name, paths, range, times, now);
    addEdges(model, name, state.get(), time, paths);
    return View.of(200, "services/show", model);
  }

  /// What is usual: the same figures of the last 24 hours, unless the page is about these.
  private List<String> usual(String name, TimeRange range, SeenServices seen, Instant now) {
    if (range.equals(DAY)) {
      return List.of();
    }
    SeriesQuery query = CountedTime.of(DAY, seen, now).steps(1, new SeriesQuery.Services.One(name));
    return chart.chart(query).steps().stream()
        .filter(each -> each.calls() > 0)
        .flatMap(each ->
            Stream.of(0.5, 0.95, 0.99).map(share -> "24 h: " + ServiceRow.quantile(each, share)))
        .toList();
  }

  private void addOperations(
      Map<String, Object> model,
      String name,
      ServiceState state,
      CountedTime time,
      CallPaths paths) {
    List<CalledOperations.Calls> all =
        operations.summarize(name, time.minutes()).operations().stream()
            .sorted(Comparator.comparingLong(each -> -each.statistics().durationSumNano()))
            .toList();
    model.put(
        "operations",
        all.stream()
            .limit(MOST_OPERATIONS)
            .map(each ->
                OperationRow.of(name, each, state.calls().durationSumNano(), time.seconds(), paths))
            .toList());
    model.put(
        "hiddenOperations",
        all.size() > MOST_OPERATIONS
            ? "And " + Formats.count(all.size() - MOST_OPERATIONS) + " that took less of its time."
            : "");
  }

  private void addTraces(
      Map<String, Object> model,
      String name,
      CallPaths paths,
      TimeRange range,
      Times times,
      Instant now) {
    UrlQuery slowest = UrlQuery.parse(behindQuestionMark(paths.slowest(name)));
    UrlQuery failing = UrlQuery.parse(behindQuestionMark(paths.failing(name)));
    model.put("slowest", traces(slowest, range, times, now));
    model.put("slowestHref", slowest.at(TracePaths.TRACES));
    model.put("failing", traces(failing, range, times, now));
    model.put("failingHref", failing.at(TracePaths.TRACES));
  }

  /// The first traces of a list, by the list's own address: so both show the same.
  private List<TraceLine> traces(UrlQuery list, TimeRange range, Times times, Instant now) {
    return switch (TraceParameters.parse(list.with("limit", MOST_TRACES), range, now)) {
      case TraceParameters.Valid valid ->
          search.search(valid.query()).traces().stream()
              .map(trace -> TraceLine.of(trace, times))
              .toList();
      case TraceParameters.Invalid _ -> List.of();
    };
  }

  private void addEdges(
      Map<String, Object> model,
      String name,
      ServiceState state,
      CountedTime time,
      CallPaths paths) {
    ServiceMap edges = map.map(time.minutes());
    double calls = state.calls().calls();
    double nanos = state.calls().durationSumNano();
    model.put(
        "callers",
        most(edges, edge -> EdgeRow.isService(edge.callee(), name), ServiceEdge::calls)
            .map(edge -> EdgeRow.of(edge, (double) edge.calls(), calls, time.seconds(), paths))
            .toList());
    model.put(
        "callees",
        most(edges, edge -> EdgeRow.isService(edge.caller(), name), ServiceEdge::durationSumNano)
            .map(edge ->
                EdgeRow.of(edge, (double) edge.durationSumNano(), nanos, time.seconds(), paths))
            .toList());
  }

  private static Stream<ServiceEdge> most(
      ServiceMap map, Predicate<ServiceEdge> wanted, ToLongFunction<ServiceEdge> figure) {
    return map.edges().stream()
        .filter(wanted)
        .sorted(Comparator.comparingLong(figure).reversed())
        .limit(MOST_EDGES);
  }

  private static String namespace(ServiceState state) {
    return state.emitters().stream()
        .max(Comparator.comparingLong(Seen::last))
        .map(each -> VisibleText.line(each.emitter().namespace(), 60))
        .orElse("");
  }

  private static String behindQuestionMark(String address) {
    return address.substring(address.indexOf('?') + 1);
  }
}
