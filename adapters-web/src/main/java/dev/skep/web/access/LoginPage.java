package dev.skep.web.access;

import dev.skep.application.access.SecretDigest;
import dev.skep.web.http.OwnPath;
import dev.skep.web.http.Replies;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.View;
import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// `/login` and `/logout`: a reader shows the token, by opening the link that Skep printed or in a
/// form, and gets a session.
public final class LoginPage implements Routed {
  static final String PATH = "/login";
  static final String NEXT = "next";

  private static final String TOKEN = "token";
  private static final String TEMPLATE = "login";
  private static final int MOST_BYTES = 16 * 1024;
  private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");

  private final Gate gate;
  private final Replies replies;

  public LoginPage(Gate gate, Replies replies) {
    this.gate = gate;
    this.replies = replies;
  }

  @Override
  public void addTo(Routes routes) {
    routes.open(PATH, this::show);
    routes.openForm(PATH, this::submitted);
    routes.openForm("/logout", this::signOut);
  }

  private void show(ServerRequest request, ServerResponse response) {
    UrlQuery query = Requests.query(request);
    if (query.has(TOKEN)) {
      // The token stands in the address until the answer leads away from it.
      enter(request, response, query);
    } else if (gate.knows(request)) {
      go(response, query.first(NEXT));
    } else {
      form(request, response, query, false);
    }
  }

  private void submitted(ServerRequest request, ServerResponse response) {
    byte[] body = Requests.body(request, MOST_BYTES);
    enter(request, response, UrlQuery.parse(new String(body, StandardCharsets.UTF_8)));
  }

  private void enter(ServerRequest request, ServerResponse response, UrlQuery form) {
    Optional<String> cookie = gate.signIn(request, SecretDigest.of(form.first(TOKEN).strip()));
    if (cookie.isPresent()) {
      response.header(HeaderNames.SET_COOKIE, cookie.get());
      response.header(REFERRER_POLICY, "no-referrer");
      go(response, form.first(NEXT));
    } else if (gate.knows(request)) {
      go(response, form.first(NEXT));
    } else {
      form(request, response, form, true);
    }
  }

  private void signOut(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.SET_COOKIE, gate.signOut(request));
    response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, PATH).send();
  }

  private void form(
      ServerRequest request, ServerResponse response, UrlQuery query, boolean wrongToken) {
    Map<String, Object> model =
        Map.of("next", OwnPath.orHome(query.first(NEXT)), "wrongToken", wrongToken);
    int status = wrongToken ? Status.FORBIDDEN_403.code() : Status.OK_200.code();
    replies.send(request, response, View.of(status, TEMPLATE, model));
  }

  private static void go(ServerResponse response, String next) {
    response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, OwnPath.orHome(next)).send();
  }
}
