package dev.skep.web.explorer.services;

import dev.skep.application.usecase.FollowServices;
import dev.skep.application.usecase.MapServices;
import dev.skep.application.usecase.SeeServices;
import dev.skep.application.usecase.SummarizeServices;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.web.explorer.calls.CallLinks;
import dev.skep.web.explorer.calls.CallPaths;
import dev.skep.web.explorer.calls.CountedTime;
import dev.skep.web.explorer.calls.RangePage;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.RangeLabel;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.View;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.UrlQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How all services are doing: `/services`.
public final class ServicesPage implements Routed {
  private static final String PAGE = "services/index";
  // So that a page stays small; the search finds the others.
  private static final int MOST_ROWS = 50;
  private static final int MOST_CALLEES = 40;
  private static final int STEPS = 30;

  private final SummarizeServices summarize;
  private final FollowServices follow;
  private final MapServices map;
  private final SeeServices see;
  private final Clock clock;

  public ServicesPage(
      SummarizeServices summarize,
      FollowServices follow,
      MapServices map,
      SeeServices see,
      Clock clock) {
    this.summarize = summarize;
    this.follow = follow;
    this.map = map;
    this.see = see;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.page(
        CallPaths.SERVICES, request -> show(Requests.query(request), Requests.zone(request)));
    routes.lead(CallLinks.PATH, request -> CallLinks.target(Requests.query(request)));
  }

  /// The page for these parameters: `range`, `from` and `to`; `sort`; `name`, a part of the names
  /// that are wanted.
  public View show(UrlQuery url, ZoneId zone) {
    Instant now = clock.instant();
    return RangePage.show(
        url,
        CallPaths.SERVICES,
        range -> View.of(200, PAGE, model(range, url, Times.of(zone, now), now)));
  }

  private Map<String, Object> model(TimeRange range, UrlQuery url, Times times, Instant now) {
    var seen = see.see();
    var time = CountedTime.of(range, seen, now);
    SeriesQuery steps = time.steps(STEPS, new SeriesQuery.Services.All());
    double passed = CountedTime.passedOfLast(steps, now);
    var trends = follow.follow(steps);
    var states =
        ServiceState.all(summarize.summarize(time.minutes()), trends, seen, time.minutes());
    var paths = new CallPaths(url.only(TimeRange.PARAMETERS));
    Set<String> names =
        seen.emitters().stream()
            .map(each -> each.emitter().serviceName())
            .collect(Collectors.toSet());
    var callees = SilentCallee.all(map.map(time.minutes()), names, time.seconds(), paths);
    var order = ServiceOrder.ofSlug(url.first("sort"));
    String wanted = url.first("name").strip();
    List<ServiceState> found = order.sorted(named(states, wanted));
    List<ServiceState> shown = found.subList(0, Math.min(found.size(), MOST_ROWS));
    Map<String, Object> model = new HashMap<>();
    model.put(
        "rows",
        shown.stream()
            .map(each -> ServiceRow.of(each, time.seconds(), passed, paths, now))
            .toList());
    model.put("heads", heads(order, url));
    model.put("label", inTime(RangeLabel.of(range, times)));
    model.put(
        "sentence",
        states.isEmpty() ? "" : reporting(states) + ", " + callees.size() + " called but silent");
    model.put("empty", states.isEmpty());
    model.put("wanted", wanted);
    model.put("wantedWords", VisibleText.line(wanted, 80));
    model.put("kept", kept(url));
    model.put("all", url.without("name").at(CallPaths.SERVICES));
    model.put(
        "hidden",
        found.size() == shown.size()
            ? ""
            : "The first "
                + shown.size()
                + " of "
                + Formats.count(found.size(), "service")
                + ". Find the others by name, or sort differently.");
    model.put("callees", callees.subList(0, Math.min(callees.size(), MOST_CALLEES)));
    model.put(
        "hiddenCallees",
        callees.size() > MOST_CALLEES
            ? "And "
                + Formats.count(callees.size() - MOST_CALLEES)
                + " that were called less often."
            : "");
    return model;
  }

  private static String reporting(List<ServiceState> states) {
    long there = states.stream().filter(each -> each.isThere() || each.calls().calls() > 0).count();
    return Formats.count(there) + " reporting";
  }

  private static List<ServiceState> named(List<ServiceState> states, String wanted) {
    String part = wanted.toLowerCase(Locale.ROOT);
    return states.stream()
        .filter(each ->
            part.isEmpty()
                || (each.service() instanceof Label.Named(String name)
                    && name.toLowerCase(Locale.ROOT).contains(part)))
        .toList();
  }

  private static List<ColumnHead> heads(ServiceOrder order, UrlQuery url) {
    List<ColumnHead> heads = new ArrayList<>();
    for (ServiceOrder each : ServiceOrder.values()) {
      UrlQuery others = url.without("sort");
      heads.add(
          new ColumnHead(
              (each == ServiceOrder.RATE ? others : others.with("sort", each.slug()))
                  .at(CallPaths.SERVICES),
              each == order ? order.direction() : ""));
    }
    return heads;
  }

  private static List<Map.Entry<String, String>> kept(UrlQuery url) {
    return List.of("range", "from", "to", "sort").stream()
        .filter(url::has)
        .map(name -> Map.entry(name, url.first(name)))
        .toList();
  }

  private static String inTime(String label) {
    return label.startsWith("Last") ? "in the l" + label.substring(1) : label;
  }

  /// The head of a column that the table can be sorted by.
  ///
  /// @param direction the value of `aria-sort`, or empty
  record ColumnHead(String href, String direction) {}
}
