package dev.skep.web;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.usecase.BackUpStore;
import dev.skep.application.usecase.CheckHealth;
import dev.skep.application.usecase.ListFilterChoices;
import dev.skep.application.usecase.SearchTraces;
import dev.skep.application.usecase.ViewStatus;
import dev.skep.application.usecase.ViewTrace;
import dev.skep.web.api.BackupApi;
import dev.skep.web.api.CallApi;
import dev.skep.web.api.JsonReply;
import dev.skep.web.api.KeepingApi;
import dev.skep.web.api.StatusApi;
import dev.skep.web.api.TraceApi;
import dev.skep.web.explorer.TracePage;
import dev.skep.web.explorer.TraceSearchPage;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Everything that a browser or a reading program meets: pages, read API, health and static files,
/// with the guards before them and the answers to what goes wrong.
public final class WebDoor {
  private static final Predicate<Method> READING = Method.predicate(Method.GET, Method.HEAD);
  private static final Predicate<Method> CHANGING = Method.predicate(Method.POST, Method.DELETE);
  private static final String TRACES = "/traces";
  private static final String PIN = "/pin";
  private static final String API_TRACES = "/api/v1/traces";
  private static final String API_BACKUPS = "/api/v1/backups";
  private static final String API_SERVICES = "/api/v1/services";

  private final StaticAssets assets = new StaticAssets();
  private final Replies replies;
  private final ErrorReplies errors;
  private final TraceSearchPage searchPage;
  private final TracePage tracePage;
  private final TraceApi api;
  private final KeepingApi keepingApi;
  private final CallApi calls;
  private final StatusApi statusApi;
  private final CheckHealth health;
  private final BackupApi backups;

  public WebDoor(
      WebSettings settings,
      SearchTraces search,
      ViewTrace view,
      KeepingApi keeping,
      ListFilterChoices choices,
      CallApi calls,
      ViewStatus status,
      CheckHealth health,
      BackUpStore backups,
      Clock clock) {
    this.replies = new Replies(new Html(assets, settings.version()));
    this.errors = new ErrorReplies(replies);
    this.searchPage = new TraceSearchPage(search, choices, clock, settings.ingestionEnabled());
    this.tracePage = new TracePage(view, clock);
    this.api = new TraceApi(search, view);
    this.keepingApi = keeping;
    this.calls = calls;
    this.statusApi = new StatusApi(status);
    this.health = health;
    this.backups = new BackupApi(backups);
  }

  /// Adds the routes of this door. The security headers and the answers to errors then hold for the
  /// routes of every other door of the same server too.
  public void register(HttpRouting.Builder routing) {
    routing.addFilter(new SecurityHeaders());
    errors.register(routing);
    read(routing, "/", guarded(this::home));
    read(routing, TRACES, guarded(this::traces));
    read(routing, TRACES + "/*", guarded(this::trace));
    read(routing, "/first-span", guarded(this::firstSpan));
    read(routing, API_TRACES, guarded(json(request -> api.search(Requests.query(request)))));
    routing.route(CHANGING, PathMatchers.create(API_TRACES + "/*"), guarded(this::changeTrace));
    read(routing, API_TRACES + "/*", guarded(json(this::apiTrace)));
    read(routing, API_SERVICES, guarded(json(request -> calls.services(Requests.query(request)))));
    read(routing, API_SERVICES + "/*", guarded(this::apiOperations));
    read(routing, "/api/v1/red", guarded(json(request -> calls.series(Requests.query(request)))));
    read(routing, "/api/v1/edges", guarded(json(request -> calls.edges(Requests.query(request)))));
    read(routing, "/api/v1/pins", guarded(this::apiPins));
    read(routing, "/api/v1/status", guarded(this::apiStatus));
    read(routing, "/health/live", this::live);
    read(routing, "/health/ready", this::ready);
    read(routing, StaticAssets.PATH + "*", this::asset);
    routing.post(API_BACKUPS, guarded(this::apiBackup));
    routing.any(API_BACKUPS, (req, res) -> errors.methodNotAllowed(req, res, "POST"));
    routing.post("/preferences/theme", guarded(this::theme));
    routing.any("/preferences/theme", (req, res) -> errors.methodNotAllowed(req, res, "POST"));
  }

  /// The answers to what is no proper request and never reaches a route. For the server's builder.
  public static DirectHandlers directHandlers() {
    return ErrorReplies.directHandlers();
  }

  private void read(HttpRouting.Builder routing, String path, Handler handler) {
    routing.route(READING, PathMatchers.create(path), handler);
    routing.any(path, (req, res) -> errors.methodNotAllowed(req, res, "GET, HEAD"));
  }

  private Handler guarded(Handler handler) {
    return (request, response) -> {
      if (LoopbackGuard.admits(request.remotePeer().address(), Requests.host(request))) {
        handler.handle(request, response);
      } else {
        errors.forbidden(
            request,
            response,
            "Traces are shown only to callers on the machine that Skep runs on, under the name"
                + " localhost. From elsewhere, bring its port to you with: ssh -L"
                + " 3051:localhost:3051 THE-HOST, then open http://localhost:3051/");
      }
    };
  }

  private void home(ServerRequest request, ServerResponse response) {
    response.status(Status.FOUND_302).header(HeaderNames.LOCATION, TRACES).send();
  }

  private void traces(ServerRequest request, ServerResponse response) {
    var view = searchPage.show(Requests.query(request), Requests.host(request));
    replies.send(request, response, view);
  }

  private void trace(ServerRequest request, ServerResponse response) {
    String traceId = Requests.pathBehind(TRACES + "/", request);
    replies.send(request, response, tracePage.show(traceId, Requests.query(request)));
  }

  private void firstSpan(ServerRequest request, ServerResponse response) {
    replies.sendPiece(response, searchPage.waiting());
  }

  private void apiPins(ServerRequest request, ServerResponse response) {
    answer(request, response, keepingApi::list);
  }

  private void changeTrace(ServerRequest request, ServerResponse response) {
    String traceId = Requests.pathBehind(API_TRACES + "/", request);
    boolean post = request.prologue().method().equals(Method.POST);
    if (!Requests.isOwn(request)) {
      errors.forbidden(request, response, "Only Skep's own pages may change this.");
    } else if (!traceId.endsWith(PIN)) {
      if (post) {
        errors.methodNotAllowed(request, response, "GET, HEAD, DELETE");
      } else {
        answer(request, response, () -> keepingApi.erase(traceId));
      }
    } else {
      String pinned = traceId.substring(0, traceId.length() - PIN.length());
      answer(
          request,
          response,
          () -> post ? keepingApi.pin(pinned, body(request)) : keepingApi.unpin(pinned));
    }
  }

  private static byte[] body(ServerRequest request) {
    return request.content().hasEntity()
        ? Requests.body(request, KeepingApi.MOST_BYTES)
        : new byte[0];
  }

  private JsonReply apiTrace(ServerRequest request) {
    String traceId = Requests.pathBehind(API_TRACES + "/", request);
    return api.trace(traceId, Requests.query(request));
  }

  private void apiOperations(ServerRequest request, ServerResponse response) {
    Optional<String> service = Requests.pathBetween(API_SERVICES + "/", "/operations", request);
    if (service.isEmpty()) {
      errors.notFound(request, response);
      return;
    }
    answer(request, response, () -> calls.operations(service.get(), Requests.query(request)));
  }

  private Handler json(Function<ServerRequest, JsonReply> reply) {
    return (request, response) -> answer(request, response, () -> reply.apply(request));
  }

  private void answer(ServerRequest request, ServerResponse response, Supplier<JsonReply> answer) {
    JsonReply reply;
    try {
      reply = answer.get();
    } catch (StorageUnavailableException e) {
      reply = JsonReply.error(503, String.valueOf(e.getMessage()));
    }
    replies.send(request, response, reply);
  }

  private void apiStatus(ServerRequest request, ServerResponse response) {
    replies.send(request, response, statusApi.status(Requests.query(request)));
  }

  private void apiBackup(ServerRequest request, ServerResponse response) {
    if (Requests.isOwn(request)) {
      replies.send(request, response, backups.backUp());
    } else {
      errors.forbidden(request, response, "No other site may have a backup made.");
    }
  }

  private void live(ServerRequest request, ServerResponse response) {
    replies.send(request, response, HealthJson.live());
  }

  private void ready(ServerRequest request, ServerResponse response) {
    replies.send(request, response, HealthJson.of(health.check()));
  }

  private void asset(ServerRequest request, ServerResponse response) {
    var asset = assets.find(Requests.rawPath(request));
    if (asset.isEmpty()) {
      errors.notFound(request, response);
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, asset.get().mediaType());
    response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
    response.send(asset.get().content());
  }

  private void theme(ServerRequest request, ServerResponse response) {
    if (Requests.isOwn(request)) {
      ThemeSwitch.change(request, response);
    } else {
      errors.forbidden(request, response, "Only Skep's own pages may change this.");
    }
  }
}
