package dev.skep.web.explorer.trace;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.usecase.ListPinnedTraces;
import dev.skep.application.usecase.LookUpUsual;
import dev.skep.application.usecase.OpenTrace;
import dev.skep.application.usecase.ViewSpans;
import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.TextReply;
import dev.skep.web.http.View;
import dev.skep.web.query.UrlQuery;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One trace with its waterfall, and one of its spans in full: `/traces/{traceId}`, and windows of
/// its rows: `/traces/{traceId}/rows`.
public final class TracePage implements Routed {
  private static final String PREFIX = TracePaths.TRACES + "/";
  private static final String ROWS = "/rows";
  private static final String TEXT = ".txt";

  private final OpenTrace open;
  private final ViewSpans spans;
  private final ListPinnedTraces pinned;
  private final LookUpUsual usual;
  private final OtherViews views;
  private final Clock clock;

  public TracePage(
      OpenTrace open, ViewSpans spans, ListPinnedTraces pinned, LookUpUsual usual, Clock clock) {
    this.open = open;
    this.spans = spans;
    this.pinned = pinned;
    this.usual = usual;
    this.views = new OtherViews(spans);
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    // The plus takes in a slash of an id that is not hexadecimal.
    routes.piece(PREFIX + "{+id}" + ROWS, request -> rows(idBefore(ROWS, request), query(request)));
    routes.textDownload(
        PREFIX + "{+id}" + TEXT, request -> text(idBefore(TEXT, request), query(request)));
    routes.page(
        PREFIX + "*",
        request ->
            show(
                Requests.pathBehind(PREFIX, request),
                query(request),
                Requests.target(request),
                Requests.zone(request)));
  }

  private static String idBefore(String suffix, ServerRequest request) {
    return Requests.pathBetween(PREFIX, suffix, request).orElse("");
  }

  private static UrlQuery query(ServerRequest request) {
    return Requests.query(request);
  }

  /// The page of this trace.
  ///
  /// @param url what [TraceState] reads
  /// @param target the id of the element that htmx will swap; `span` for the panel alone
  public View show(String traceId, UrlQuery url, String target, ZoneId zone) {
    return answer(traceId, url, trace -> page(trace, url, target, zone));
  }

  /// A window of rows, from `row` on.
  public View rows(String traceId, UrlQuery url) {
    return answer(
        traceId,
        url,
        trace -> {
          var view = new TraceInView(trace, TraceState.of(url));
          String path = TracePaths.trace(view.trace().summary().traceId().value());
          int first = Waterfall.firstRow(view);
          Waterfall rows = Waterfall.of(view, first, stored(view, first), path);
          return View.of(200, "trace/rows", Map.of("waterfall", rows));
        });
  }

  /// The whole trace as plain text, or a sentence that says why not.
  public TextReply text(String traceId, UrlQuery url) {
    return TraceId.parse(traceId)
        .flatMap(open::open)
        .map(trace -> new TraceInView(trace, TraceState.of(url)))
        .map(trace -> new TextReply(200, TextTree.lines(trace, Integer.MAX_VALUE)))
        .orElseGet(() -> TextReply.of(404, "No span of this trace is stored."));
  }

  private View answer(String traceId, UrlQuery url, Function<OpenTrace.Opened, View> page) {
    try {
      return TraceId.parse(traceId).flatMap(open::open).map(page).orElseGet(() -> unknown(traceId));
    } catch (StorageUnavailableException e) {
      return View.unavailable(e, url.at(TracePaths.trace(traceId)));
    }
  }

  private View page(OpenTrace.Opened trace, UrlQuery url, String target, ZoneId zone) {
    TraceState state = TraceState.of(url);
    var view = new TraceInView(trace, state);
    String path = TracePaths.trace(view.trace().summary().traceId().value());
    boolean panelOnly = target.equals("span");
    Map<String, Object> model = new HashMap<>();
    String other = state.text(TraceState.VIEW);
    if (views.has(other)) {
      model.put("head", head(view, zone));
      model.put("minimap", Minimap.of(view));
      model.put("views", views.links(state));
      model.put("shown", other);
      model.putAll(views.model(other, view, path));
      return View.of(200, "trace/other", model);
    }
    int first = Waterfall.firstRow(view);
    Map<Integer, Span> stored = panelOnly ? Map.of() : stored(view, first);
    model.put("span", panel(view, path));
    model.put("tools", TraceTools.of(view));
    // The next error is the next one after the span that is shown, so both change together.
    model.put("stepsBeside", panelOnly);
    model.put("closed", view.isClosed());
    model.put(
        "spanUnknown",
        !view.isClosed() && !state.text(TraceState.SPAN).isEmpty() && view.asked() == Anatomy.NONE);
    if (!panelOnly) {
      model.put("waterfall", Waterfall.of(view, first, stored, path));
      model.put("head", head(view, zone));
      model.put("minimap", Minimap.of(view));
      model.put("views", views.links(state));
      model.put("removing", url.first("remove").equals("1"));
      model.put("pinning", url.first("pin").equals("1"));
    }
    return new View(200, "trace/show", panelOnly ? "trace/panel" : "trace/_trace", model);
  }

  private TraceHead head(TraceInView view, ZoneId zone) {
    Anatomy trace = view.trace();
    TraceId id = trace.summary().traceId();
    int first = trace.isMissing(0) ? 1 : 0;
    List<Span> root = spans.view(id, new int[] {trace.index(first)});
    List<PinnedTrace> pins =
        pinned.list().stream().filter(pin -> pin.traceId().equals(id)).limit(1).toList();
    return TraceHead.of(trace, root, pins, clock.instant(), Times.of(zone, clock.instant()));
  }

  /// The chosen span in full. Of a trace that was erased meanwhile there is none.
  private List<SpanPanel> panel(TraceInView view, String path) {
    if (view.isClosed()) {
      return List.of();
    }
    Anatomy trace = view.trace();
    int node = view.selected();
    return spans.view(trace.summary().traceId(), new int[] {trace.index(node)}).stream()
        .map(span -> SpanPanel.of(view, span, usual(trace, node, span), path))
        .toList();
  }

  private List<UsualTime> usual(Anatomy trace, int node, Span span) {
    if (!span.kind().isEntry() || !trace.isTimed(node)) {
      return List.of();
    }
    var called = new LookUpUsual.Called(span.serviceName(), CalledOperation.of(span));
    return Optional.ofNullable(usual.lookUp(List.of(span.serviceName())).get(called)).stream()
        .filter(calls -> calls.calls() > 1)
        .map(calls -> UsualTime.of(calls, span.durationNano()))
        .toList();
  }

  /// The spans of a window by their nodes.
  private Map<Integer, Span> stored(TraceInView view, int first) {
    Anatomy trace = view.trace();
    Integer[] nodes = Arrays.stream(Waterfall.nodes(view, first)).boxed().toArray(Integer[]::new);
    Arrays.sort(nodes, Comparator.comparingInt(trace::index));
    int[] places = Arrays.stream(nodes).mapToInt(trace::index).toArray();
    List<Span> found = spans.view(trace.summary().traceId(), places);
    Map<Integer, Span> byNode = new HashMap<>();
    // When spans were taken away meanwhile, nobody knows which is which.
    for (int i = 0; i < nodes.length && found.size() == nodes.length; i++) {
      byNode.put(nodes[i], found.get(i));
    }
    return byNode;
  }

  private static View unknown(String traceId) {
    return View.of(404, "errors/unknown-trace", Map.of("traceId", VisibleText.line(traceId, 100)));
  }
}
