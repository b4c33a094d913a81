package dev.skep.web.access;

import dev.skep.application.RareWarning;
import dev.skep.application.access.CallerNetwork;
import dev.skep.application.access.FailedAttempts;
import dev.skep.application.access.SecretDigest;
import dev.skep.web.http.ErrorReplies;
import dev.skep.web.http.Guard;
import dev.skep.web.http.OwnAddress;
import dev.skep.web.http.OwnPath;
import dev.skep.web.http.ReaderName;
import dev.skep.web.http.Replies;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Visitor;
import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Lets readers in, and shows others the way: browsers to the page where they sign in, programs to
/// `Authorization`.
///
/// Source: `docs/adr/0035-a-token-opens-the-explorer.md`.
public final class Gate implements Guard {
  private static final System.Logger LOG = System.getLogger(Gate.class.getName());
  private static final HeaderName HX_REQUEST = HeaderNames.create("HX-Request");
  private static final HeaderName HX_CURRENT_URL = HeaderNames.create("HX-Current-URL");
  private static final HeaderName HX_REDIRECT = HeaderNames.create("HX-Redirect");

  // A browser goes on and shows none of it; a terminal shows it.
  private static final byte[] HINT =
      (ErrorReplies.SHOW_TOKEN + "\n").getBytes(StandardCharsets.UTF_8);
  private static final String BEARER = "Bearer realm=\"Skep\"";

  private final AccessSettings settings;
  private final ErrorReplies errors;
  private final Callers callers;
  private final Sessions sessions = new Sessions(System::nanoTime);
  private final FailedAttempts failed = new FailedAttempts(System::nanoTime);
  private final RareWarning warning = new RareWarning(LOG, System::nanoTime);

  public Gate(AccessSettings settings, ErrorReplies errors) {
    this.settings = settings;
    this.errors = errors;
    this.callers = new Callers(settings.proxies());
  }

  @Override
  public boolean admits(ServerRequest request, ServerResponse response) {
    return switch (admission(request)) {
      case Admission.In(Visitor visitor, ReaderName reader) -> {
        request.context().register(visitor);
        request.context().register(reader);
        request.context().register(ownAddress(request));
        yield true;
      }
      case Admission.UnknownHost() -> {
        errors.forbidden(
            request,
            response,
            "Skep was asked for under a name that it does not know. Its operator can add the name"
                + " to TRACES_ALLOWED_HOSTS.");
        yield false;
      }
      case Admission.WrongSecret() -> {
        slowDown(request);
        refuse(request, response);
        yield false;
      }
      case Admission.Stranger() -> {
        refuse(request, response);
        yield false;
      }
    };
  }

  /// Whether the caller is let in already.
  boolean knows(ServerRequest request) {
    return admission(request) instanceof Admission.In;
  }

  /// Begins a session if this is the token. A wrong one makes the caller wait, once there were too
  /// many.
  ///
  /// @return the value of a `Set-Cookie` header
  Optional<String> signIn(ServerRequest request, SecretDigest token) {
    if (!settings.rule().isToken(token)) {
      slowDown(request);
      return Optional.empty();
    }
    boolean secure = callers.isSecure(request);
    // Whatever id the browser had before is worth nothing afterwards.
    sessions.end(SessionCookie.idIn(request, secure));
    return Optional.of(SessionCookie.keep(request, secure, sessions.begin()));
  }

  /// Ends the caller's session.
  ///
  /// @return the value of a `Set-Cookie` header
  String signOut(ServerRequest request) {
    boolean secure = callers.isSecure(request);
    sessions.end(SessionCookie.idIn(request, secure));
    return SessionCookie.forget(request, secure);
  }

  private Admission admission(ServerRequest request) {
    Optional<SecretDigest> secret = Credentials.secretIn(request);
    if (secret.filter(settings.rule()::isToken).isPresent()) {
      return new Admission.In(Visitor.PROGRAM, at(request));
    }
    String session = SessionCookie.idIn(request, callers.isSecure(request));
    if (sessions.use(session)) {
      return new Admission.In(Visitor.SIGNED_IN, new ReaderName("session " + session));
    }
    Admission outside = secret.isEmpty() ? new Admission.Stranger() : new Admission.WrongSecret();
    return switch (settings.rule()) {
      case ReadingRule.Everybody e -> atKnownHost(request, at(request));
      case ReadingRule.ProxyUsers(var t, var header) when isVouchedFor(request, header) ->
          atKnownHost(request, new ReaderName("user " + user(request, header)));
      case ReadingRule.ProxyUsers p -> outside;
      case ReadingRule.TokenHolders t -> outside;
    };
  }

  private Admission atKnownHost(ServerRequest request, ReaderName reader) {
    return settings.hosts().admits(Requests.host(request))
        ? new Admission.In(Visitor.GUEST, reader)
        : new Admission.UnknownHost();
  }

  private OwnAddress ownAddress(ServerRequest request) {
    String scheme = callers.isSecure(request) ? "https://" : "http://";
    return new OwnAddress(scheme + Requests.host(request));
  }

  private ReaderName at(ServerRequest request) {
    return new ReaderName("address " + CallerNetwork.of(callers.address(request)));
  }

  private boolean isVouchedFor(ServerRequest request, String userHeader) {
    return callers.isProxy(request) && !user(request, userHeader).isBlank();
  }

  private static String user(ServerRequest request, String userHeader) {
    return Requests.header(request, HeaderNames.create(userHeader));
  }

  private void refuse(ServerRequest request, ServerResponse response) {
    if (Requests.isApi(request)) {
      response.header(HeaderNames.WWW_AUTHENTICATE, challenge(request));
      errors.unauthorized(request, response);
    } else if (Requests.header(request, HX_REQUEST).equals("true")) {
      response.header(HeaderNames.WWW_AUTHENTICATE, BEARER);
      response.header(HX_REDIRECT, loginFor(currentPage(request)));
      response.status(Status.UNAUTHORIZED_401).send();
    } else {
      Method method = request.prologue().method();
      boolean comesBack = method.equals(Method.GET) || method.equals(Method.HEAD);
      response
          .status(Status.SEE_OTHER_303)
          .header(
              HeaderNames.LOCATION, loginFor(comesBack ? Requests.address(request) : OwnPath.HOME));
      Replies.send(request, response, "text/plain; charset=utf-8", HINT);
    }
  }

  /// A browser that is told of Basic asks its reader with a window of its own, so only programs
  /// are.
  private static String challenge(ServerRequest request) {
    return Requests.isByBrowser(request)
        ? BEARER
        : BEARER + ", Basic realm=\"Skep\", charset=\"UTF-8\"";
  }

  private static String loginFor(String address) {
    String next = OwnPath.orHome(address);
    return next.equals(OwnPath.HOME)
        ? LoginPage.PATH
        : UrlQuery.EMPTY.with(LoginPage.NEXT, next).at(LoginPage.PATH);
  }

  /// The page on which htmx asks for a piece.
  private static String currentPage(ServerRequest request) {
    try {
      URI url = URI.create(Requests.header(request, HX_CURRENT_URL));
      String query = url.getRawQuery();
      return String.valueOf(url.getRawPath()) + (query == null ? "" : "?" + query);
    } catch (IllegalArgumentException e) {
      return OwnPath.HOME;
    }
  }

  private void slowDown(ServerRequest request) {
    if (settings.rule() instanceof ReadingRule.Everybody) {
      return;
    }
    InetAddress caller = callers.address(request);
    warning.add(
        1,
        count ->
            "The access token was wrong. Times since the last such line: "
                + count
                + "; this time from "
                + caller.getHostAddress());
    Duration wait = failed.add(caller);
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private sealed interface Admission {
    record In(Visitor visitor, ReaderName reader) implements Admission {}

    record Stranger() implements Admission {}

    record WrongSecret() implements Admission {}

    record UnknownHost() implements Admission {}
  }
}
