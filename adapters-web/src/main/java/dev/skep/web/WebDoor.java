package dev.skep.web;

import dev.skep.application.FailureLog;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.web.access.Gate;
import dev.skep.web.access.LoginPage;
import dev.skep.web.http.ErrorReplies;
import dev.skep.web.http.Frame;
import dev.skep.web.http.Html;
import dev.skep.web.http.OwnPath;
import dev.skep.web.http.Preferences;
import dev.skep.web.http.Replies;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.SecurityHeaders;
import dev.skep.web.http.StaticAssets;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that a browser or a reading program meets: pages, read API, health and static files,
/// with the guards before them and the answers to what goes wrong.
public final class WebDoor {
  private final StaticAssets assets = new StaticAssets();
  private final ErrorReplies errors;
  private final Routes routes;

  /// @param ownTraces where requests become traces
  /// @param failures where answers that fail are counted and logged
  /// @param parts the pages and the corners of the API
  /// @param clock what pages take the present from
  public WebDoor(
      WebSettings settings,
      OwnTraces ownTraces,
      FailureLog failures,
      List<Routed> parts,
      Clock clock) {
    var replies = new Replies(new Html(assets, settings.version()), clock);
    this.errors = new ErrorReplies(replies, failures);
    var gate = new Gate(settings.access(), errors);
    this.routes = new Routes(replies, errors, gate, ownTraces);
    new LoginPage(gate, replies).addTo(routes);
    routes.redirect("/", OwnPath.HOME);
    routes.open(StaticAssets.PATH + "*", this::asset);
    new Preferences().addTo(routes);
    Frame.addTo(routes);
    parts.forEach(part -> part.addTo(routes));
  }

  /// Adds the routes of this door. The security headers and the answers to errors then hold for the
  /// routes of every other door of the same server too.
  public void register(HttpRouting.Builder routing) {
    routing.addFilter(new SecurityHeaders());
    errors.register(routing);
    routes.addTo(routing);
  }

  /// All addresses of this door as patterns, each with the methods that it takes.
  public Map<String, Set<String>> addresses() {
    return routes.addresses();
  }

  /// The answers to what is no proper request and never reaches a route. For the server's builder.
  public static DirectHandlers directHandlers() {
    return ErrorReplies.directHandlers();
  }

  private void asset(ServerRequest request, ServerResponse response) {
    assets
        .find(Requests.rawPath(request))
        .ifPresentOrElse(
            asset -> {
              response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
              Replies.send(request, response, asset.mediaType(), asset.content());
            },
            () -> errors.notFound(request, response));
  }
}
