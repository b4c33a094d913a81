package dev.skep.web.explorer.compare;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.usecase.LookUpUsual;
import dev.skep.application.usecase.LookUpUsual.Called;
import dev.skep.application.usecase.OpenTrace;
import dev.skep.application.usecase.SearchTraces;
import dev.skep.application.usecase.ViewSpans;
import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import dev.skep.web.explorer.compare.DifferingAttributes.Pair;
import dev.skep.web.explorer.text.Formats;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two traces laid over one another, or one over what is usual: `/compare`.
public final class ComparePage implements Routed {
  private static final int MOST_PAIRS = 40;
  private static final int MOST_SERVICES = 50;

  private final OpenTrace open;
  private final ViewSpans spans;
  private final LikeTraces like;
  private final LookUpUsual usual;
  private final Clock clock;

  public ComparePage(
      OpenTrace open, ViewSpans spans, SearchTraces search, LookUpUsual usual, Clock clock) {
    this.open = open;
    this.like = new LikeTraces(search);
    this.spans = spans;
    this.usual = usual;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.page(
        TracePaths.COMPARE, request -> show(Requests.query(request), Requests.zone(request)));
  }

  /// The page.
  ///
  /// @param url `a` and `b` are trace ids; without `b`, what is usual stands in its place
  public View show(UrlQuery url, ZoneId zone) {
    try {
      Optional<Anatomy> a = find(url.first("a"));
      if (a.isEmpty()) {
        return unknown(url.first("a"));
      }
      if (!url.has("b")) {
        return page(a.get(), List.of(), url, zone);
      }
      Optional<Anatomy> b = find(url.first("b"));
      return b.isEmpty() ? unknown(url.first("b")) : page(a.get(), List.of(b.get()), url, zone);
    } catch (StorageUnavailableException e) {
      return View.unavailable(e, url.at(TracePaths.COMPARE));
    }
  }

  private Optional<Anatomy> find(String traceId) {
    return TraceId.parse(traceId.strip()).flatMap(open::open).map(OpenTrace.Opened::anatomy);
  }

  private static View unknown(String traceId) {
    return View.of(404, "errors/unknown-trace", Map.of("traceId", VisibleText.line(traceId, 100)));
  }

  private View page(Anatomy a, List<Anatomy> b, UrlQuery url, ZoneId zone) {
    List<String> services = a.summary().services();
    Map<Called, CallStatistics> known =
        usual.lookUp(services.subList(0, Math.min(services.size(), MOST_SERVICES)));
    Comparison comparison =
        b.isEmpty() ? Comparison.of(a, known) : Comparison.of(a, b.getFirst(), known);
    Times times = Times.of(zone, clock.instant());
    Map<String, Object> model = new HashMap<>();
    model.put("a", ComparedTrace.of(a.summary(), times));
    model.put("b", b.stream().map(trace -> ComparedTrace.of(trace.summary(), times)).toList());
    model.put("idA", url.first("a"));
    model.put(
        "others",
        like.of(a.summary()).stream().map(trace -> LikeTrace.of(trace, times, url)).toList());
    model.put("idB", url.first("b"));
    model.put("swapHref", url.with("a", url.first("b")).with("b", url.first("a")).at(""));
    model.put("alone", url.without("b").at(""));
    model.put(
        "sentence",
        b.isEmpty()
            ? InOneSentence.ofUsual(comparison.paths())
            : InOneSentence.ofTwo(a.duration() - b.getFirst().duration(), comparison));
    model.put("rows", rows(comparison, b.isEmpty()));
    model.put(
        "hidden",
        comparison.hidden() == 0
            ? ""
            : Formats.count(comparison.hidden(), "path") + " that differ less are left out");
    model.put("attributes", attributes(a, b, comparison));
    return View.of(200, "compare/show", model);
  }

  private static List<CompareRow> rows(Comparison comparison, boolean usual) {
    long longest =
        comparison.paths().stream()
            .mapToLong(path -> Math.max(path.a().nanos(), path.b().nanos()))
            .max()
            .orElse(1);
    List<CompareRow> rows = new ArrayList<>();
    List<String> services = new ArrayList<>();
    for (ComparedPath path : comparison.paths()) {
      while (services.size() > path.level()) {
        services.removeLast();
      }
      String above = services.isEmpty() ? "" : services.getLast();
      rows.add(CompareRow.of(path, rows.size() + 1, above, Math.max(1, longest), usual));
      String own = path.operation().isEmpty() ? above : path.operation().getFirst().service();
      while (services.size() <= path.level()) {
        services.add(own);
      }
    }
    return rows;
  }

  private DifferingAttributes attributes(Anatomy a, List<Anatomy> b, Comparison comparison) {
    if (b.isEmpty()) {
      return DifferingAttributes.of(List.of());
    }
    List<ComparedPath> paired =
        comparison.paths().stream()
            .filter(path -> path.a().count() == 1 && path.b().count() == 1)
            .limit(MOST_PAIRS)
            .toList();
    List<Pair> pairs = new ArrayList<>();
    for (ComparedPath path : paired) {
      List<Span> spanA = span(a, path.a().node());
      List<Span> spanB = span(b.getFirst(), path.b().node());
      if (!spanA.isEmpty() && !spanB.isEmpty()) {
        pairs.add(new Pair(spanA.getFirst(), spanB.getFirst()));
      }
    }
    return DifferingAttributes.of(pairs);
  }

  private List<Span> span(Anatomy trace, int node) {
    return spans.view(trace.summary().traceId(), new int[] {trace.index(node)});
  }
}
