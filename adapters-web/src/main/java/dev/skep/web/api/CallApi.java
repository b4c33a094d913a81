package dev.skep.web.api;

import dev.skep.application.usecase.ChartCalls;
import dev.skep.application.usecase.MapServices;
import dev.skep.application.usecase.SummarizeOperations;
import dev.skep.application.usecase.SummarizeServices;
import dev.skep.web.http.JsonReply;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.query.CallParameters;
import dev.skep.web.query.UrlQuery;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/// Answers `/api/v1/services`, `/api/v1/services/{name}/operations`, `/api/v1/red` and
/// `/api/v1/edges`. As strict as [TraceApi].
public final class CallApi implements Routed {
  private static final String SERVICES = "/api/v1/services";

  private final SummarizeServices services;
  private final SummarizeOperations operations;
  private final ChartCalls chart;
  private final MapServices map;
  private final Clock clock;

  public CallApi(
      SummarizeServices services,
      SummarizeOperations operations,
      ChartCalls chart,
      MapServices map,
      Clock clock) {
    this.services = services;
    this.operations = operations;
    this.chart = chart;
    this.map = map;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.json(SERVICES, request -> services(Requests.query(request)));
    routes.json(SERVICES + "/*", this::operations);
    routes.json("/api/v1/red", request -> series(Requests.query(request)));
    routes.json("/api/v1/edges", request -> edges(Requests.query(request)));
  }

  public JsonReply services(UrlQuery parameters) {
    return answer(
        CallParameters.range(parameters, clock.instant()),
        valid -> {
          var called = services.summarize(valid.range());
          return JsonReply.ok(json -> CallJson.write(json, valid.range(), called));
        });
  }

  public JsonReply operations(String serviceName, UrlQuery parameters) {
    return answer(
        CallParameters.range(parameters, clock.instant()),
        valid -> {
          var called = operations.summarize(serviceName, valid.range());
          return JsonReply.ok(json -> CallJson.write(json, valid.range(), serviceName, called));
        });
  }

  public JsonReply series(UrlQuery parameters) {
    return answer(
        CallParameters.series(parameters, clock.instant()),
        valid -> {
          var series = chart.chart(valid.query());
          return JsonReply.ok(json -> CallJson.write(json, valid.query(), series));
        });
  }

  public JsonReply edges(UrlQuery parameters) {
    return answer(
        CallParameters.range(parameters, clock.instant()),
        valid -> {
          var services = map.map(valid.range());
          return JsonReply.ok(json -> CallJson.write(json, valid.range(), services));
        });
  }

  private JsonReply operations(ServerRequest request) {
    Optional<String> service = Requests.pathBetween(SERVICES + "/", "/operations", request);
    return service.isPresent()
        ? operations(service.get(), Requests.query(request))
        : JsonReply.error(404, "There is nothing at this address.");
  }

  private static JsonReply answer(
      CallParameters parameters, Function<CallParameters.Valid, JsonReply> answer) {
    return switch (parameters) {
      case CallParameters.Valid valid -> answer.apply(valid);
      case CallParameters.Invalid(var problem) ->
          JsonReply.badParameter(
              problem.parameter(), problem.parameter() + " " + problem.message());
    };
  }
}
