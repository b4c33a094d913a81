package dev.skep.web.http;

import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/// How a reader wants the pages: their theme and the zone of their clock, each remembered in a
/// cookie. `POST /preferences/theme` and `POST /preferences/zone` go back to the page afterwards.
public final class Preferences implements Routed {
  static final String THEME = "theme";
  static final String ZONE = "zone";

  private static final int MOST_BYTES = 16 * 1024;

  @Override
  public void addTo(Routes routes) {
    routes.handle(
        Method.POST,
        "/preferences/theme",
        (request, response) -> {
          UrlQuery form = form(request);
          remember(response, THEME, Theme.ofSlug(form.first(THEME)).slug(), form);
        });
    routes.handle(
        Method.POST,
        "/preferences/zone",
        (request, response) -> {
          UrlQuery form = form(request);
          remember(response, ZONE, Zones.ofName(form.first(ZONE)).getId(), form);
        });
  }

  private static UrlQuery form(ServerRequest request) {
    return UrlQuery.parse(new String(Requests.body(request, MOST_BYTES), StandardCharsets.UTF_8));
  }

  private static void remember(
      ServerResponse response, String cookie, String value, UrlQuery form) {
    response
        .status(Status.SEE_OTHER_303)
        .header(
            HeaderNames.SET_COOKIE,
            cookie + "=" + value + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
        .header(HeaderNames.LOCATION, OwnPath.orHome(form.first("back")))
        .send();
  }
}
