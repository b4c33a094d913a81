package dev.skep.web.explorer.trace;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.usecase.ViewTrace;
import dev.skep.domain.trace.SpanTree;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Timeline;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.View;
import dev.skep.web.query.UrlQuery;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// One trace with its waterfall, and one of its spans in full: `/traces/{traceId}`.
public final class TracePage implements Routed {
  private final ViewTrace view;
  private final Clock clock;

  public TracePage(ViewTrace view, Clock clock) {
    this.view = view;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.page(
        TracePaths.TRACES + "/*",
        request ->
            show(
                Requests.pathBehind(TracePaths.TRACES + "/", request),
                Requests.query(request),
                Requests.zone(request)));
  }

  /// The page of this trace.
  ///
  /// @param url `span` and `nth` select a span, `row` the first row of the waterfall
  public View show(String traceId, UrlQuery url, ZoneId zone) {
    try {
      Optional<Trace> found = TraceId.parse(traceId).flatMap(view::view);
      return found.isPresent() ? show(found.get(), url, zone) : unknown(traceId);
    } catch (StorageUnavailableException e) {
      return View.of(
          503,
          "errors/unavailable",
          Map.of(
              "reason",
              String.valueOf(e.getMessage()),
              "retry",
              url.at(TracePaths.trace(traceId))));
    }
  }

  private View show(Trace trace, UrlQuery url, ZoneId zone) {
    TraceSummary summary = trace.summary();
    SpanTree tree = trace.tree();
    var layout = new TraceLayout(trace, tree);
    var timeline = new Timeline(summary);
    String path = TracePaths.trace(trace.id().value());
    int wanted = url.has("span") ? layout.rowOf(url) : TraceLayout.NO_ROW;
    int selected = wanted == TraceLayout.NO_ROW ? layout.firstOfInterest() : wanted;
    int firstRow = firstRow(url, wanted, layout.rows());
    var times = Times.of(zone, clock.instant());
    return new View(
        200,
        "trace/show",
        "trace/_span",
        Map.of(
            "head", TraceHead.of(trace, summary, tree, layout.duplicates(), times),
            "waterfall", Waterfall.of(layout, timeline, firstRow, selected, path),
            "span", SpanPanel.of(layout, selected, timeline, path),
            "spanUnknown", url.has("span") && wanted == TraceLayout.NO_ROW));
  }

  private static int firstRow(UrlQuery url, int selected, int rows) {
    String row = url.first("row");
    if (row.matches("[0-9]{1,9}")) {
      return Waterfall.pageOf(Math.min(Integer.parseInt(row), rows - 1));
    }
    return selected == TraceLayout.NO_ROW ? 0 : Waterfall.pageOf(selected);
  }

  private static View unknown(String traceId) {
    return View.of(404, "errors/unknown-trace", Map.of("traceId", VisibleText.line(traceId, 100)));
  }
}
