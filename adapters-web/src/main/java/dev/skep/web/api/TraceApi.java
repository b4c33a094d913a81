package dev.skep.web.api;

import dev.skep.application.usecase.OverviewTraces;
import dev.skep.application.usecase.SearchTraces;
import dev.skep.application.usecase.ViewTrace;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.TraceId;
import dev.skep.web.http.JsonReply;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.TraceParameters;
import dev.skep.web.query.UrlQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// Answers `/api/v1/traces`, `/api/v1/traces/summary` and `/api/v1/traces/{traceId}`. Strict where
/// pages are lenient: a parameter that would be ignored is refused, so that a misspelt filter never
/// looks like an answer.
public final class TraceApi implements Routed {
  static final String TRACES = "/api/v1/traces";
  static final String SUMMARY = TRACES + "/summary";

  private static final Duration TIME_TO_COUNT = Duration.ofSeconds(2);

  private static final String FORMAT = "format";

  private final SearchTraces search;
  private final OverviewTraces overview;
  private final ViewTrace view;
  private final Clock clock;

  public TraceApi(SearchTraces search, OverviewTraces overview, ViewTrace view, Clock clock) {
    this.search = search;
    this.overview = overview;
    this.view = view;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.json(TRACES, request -> search(Requests.query(request)));
    // A trace may have this word as its id. It is percent-encoded then.
    routes.json(
        SUMMARY,
        request ->
            Requests.rawPath(request).equals(SUMMARY)
                ? summary(Requests.query(request))
                : trace(Requests.pathBehind(TRACES + "/", request), Requests.query(request)));
    routes.jsonDownload(
        TRACES + "/*",
        request -> trace(Requests.pathBehind(TRACES + "/", request), Requests.query(request)));
  }

  public JsonReply search(UrlQuery parameters) {
    return answer(
        parameters,
        query -> {
          FoundTraces found = search.search(query);
          return JsonReply.ok(json -> TraceJson.write(json, found, query.order()));
        });
  }

  public JsonReply summary(UrlQuery parameters) {
    return answer(
        parameters,
        query -> {
          TraceOverview all = overview.overview(query, clock.instant(), TIME_TO_COUNT);
          return JsonReply.ok(json -> OverviewJson.write(json, all));
        });
  }

  private JsonReply answer(UrlQuery parameters, Function<TraceQuery, JsonReply> answer) {
    Collection<String> unknown = new TreeSet<>(parameters.names());
    unknown.removeAll(TraceParameters.FILTERS);
    unknown.removeAll(TraceParameters.LISTING);
    if (!unknown.isEmpty()) {
      return unknownParameter(unknown.iterator().next());
    }
    return switch (TraceParameters.parse(parameters, new TimeRange.All(), clock.instant())) {
      case TraceParameters.Invalid(var problems) -> {
        var first = problems.getFirst();
        yield JsonReply.badParameter(first.parameter(), first.parameter() + " " + first.message());
      }
      case TraceParameters.Valid(TraceQuery query, TimeRange _) -> answer.apply(query);
    };
  }

  public JsonReply trace(String traceId, UrlQuery parameters) {
    Collection<String> unknown = new TreeSet<>(parameters.names());
    unknown.removeAll(List.of(FORMAT));
    if (!unknown.isEmpty()) {
      return unknownParameter(unknown.iterator().next());
    }
    String format = parameters.first(FORMAT);
    if (parameters.repeats(FORMAT) || !List.of("", "otlp").contains(format)) {
      return JsonReply.badParameter(FORMAT, "format must be otlp, or left out for Skep's own");
    }
    Optional<ViewTrace.Pieces> found = TraceId.parse(traceId).flatMap(view::view);
    if (found.isEmpty()) {
      return JsonReply.error(404, "no span with this trace id is stored");
    }
    ViewTrace.Pieces trace = found.get();
    return JsonReply.ok(
        format.isEmpty()
            ? json -> TraceJson.write(json, trace)
            : json -> OtlpJson.write(json, trace.spans()));
  }

  private static JsonReply unknownParameter(String name) {
    return JsonReply.badParameter(name, "there is no such parameter");
  }
}
