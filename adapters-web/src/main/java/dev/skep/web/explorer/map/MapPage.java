package dev.skep.web.explorer.map;

import dev.skep.application.usecase.MapServices;
import dev.skep.application.usecase.SeeServices;
import dev.skep.application.usecase.SummarizeServices;
import dev.skep.domain.calls.Party;
import dev.skep.domain.calls.ServiceEdge;
import dev.skep.web.explorer.calls.CallPaths;
import dev.skep.web.explorer.calls.CountedTime;
import dev.skep.web.explorer.calls.EdgeRow;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Services and their calls: `/map`.
public final class MapPage implements Routed {
  private static final String SERVICE = "service";
  private static final int MOST_ROWS = 30;
  private static final int LONGEST_NAME = 60;

  private final SummarizeServices summarize;
  private final MapServices map;
  private final SeeServices see;
  private final Clock clock;
  private final Layouts layouts = new Layouts();

  public MapPage(SummarizeServices summarize, MapServices map, SeeServices see, Clock clock) {
    this.summarize = summarize;
    this.map = map;
    this.see = see;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.page(CallPaths.MAP, request -> show(Requests.query(request), Requests.zone(request)));
  }

  /// The page for these parameters: `range`, `from` and `to`; `service` for a map of what is around
  /// one.
  public View show(UrlQuery url, ZoneId zone) {
    Instant now = clock.instant();
    return RangePage.show(
        url,
        CallPaths.MAP,
        range -> View.of(200, "map/index", model(range, url, Times.of(zone, now), now)));
  }

  private Map<String, Object> model(TimeRange range, UrlQuery url, Times times, Instant now) {
    var time = CountedTime.of(range, see.see(), now);
    var whole = ServiceGraph.of(summarize.summarize(time.minutes()), map.map(time.minutes()));
    String about = url.first(SERVICE);
    ServiceGraph graph = about.isEmpty() ? whole : whole.around(about);
    ServiceGraph drawn = graph.drawn();
    var paths = new CallPaths(url.only(TimeRange.PARAMETERS));
    List<EdgeRow> rows =
        graph.edges().stream()
            .sorted(Comparator.comparingLong(edge -> -edge.calls()))
            .limit(MOST_ROWS)
            .map((ServiceEdge edge) -> EdgeRow.of(edge, 0, 0, time.seconds(), paths))
            .toList();
    Map<String, Object> model = new HashMap<>();
    model.put(
        "picture",
        Picture.of(drawn, graph.loops(), layouts.of(drawn.shape()), about, time.seconds(), paths));
    model.put("rows", rows);
    model.put("label", RangeLabel.of(range, times));
    model.put("empty", whole.nodes().isEmpty());
    model.put("lonely", graph.nodes().isEmpty());
    model.put("about", VisibleText.line(about, LONGEST_NAME));
    model.put("all", paths.range().at(CallPaths.MAP));
    model.put("sentence", sentence(graph));
    model.put("notDrawn", notDrawn(drawn));
    model.put(
        "notListed",
        graph.edges().size() > rows.size()
            ? "The " + rows.size() + " of " + graph.edges().size() + " with the most calls"
            : "");
    return model;
  }

  private static String sentence(ServiceGraph graph) {
    long services =
        graph.nodes().stream().filter(node -> node.party() instanceof Party.Service).count();
    return Formats.count(services, "service")
        + ", "
        + Formats.count(graph.nodes().size() - services, "silent callee")
        + ", "
        + kinds(graph.edges().size());
  }

  private static String notDrawn(ServiceGraph drawn) {
    List<String> left = new ArrayList<>();
    if (drawn.hiddenNodes() > 0) {
      left.add(Formats.count(drawn.hiddenNodes(), "node"));
    }
    if (drawn.hiddenEdges() > 0) {
      left.add(kinds(drawn.hiddenEdges()));
    }
    return left.isEmpty()
        ? ""
        : String.join(" and ", left)
            + " with the fewest calls are left out of the picture. A service’s page leads to the"
            + " map of what is around it.";
  }

  private static String kinds(long count) {
    return Formats.count(count) + (count == 1 ? " kind of call" : " kinds of call");
  }
}
