package dev.skep.web.access;

import dev.skep.web.http.Requests;
import io.helidon.webserver.http.ServerRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The cookie that holds the id of a session. Browsers keep cookies by host and not by port, so the
/// port is part of its name: two Skeps on one machine do not sign each other's readers out.
///
/// Over an encrypted connection its name begins with `__Host-`: browsers then see to it that only
/// such connections send it, and that no other host of the domain has set it.
final class SessionCookie {
  private static final Pattern PORT = Pattern.compile(":([0-9]{1,5})$");

  private SessionCookie() {}

  /// The id that the caller sends; empty without one.
  static String idIn(ServerRequest request, boolean secure) {
    return request.headers().cookies().first(name(request, secure)).orElse("");
  }

  /// The value of a `Set-Cookie` header that keeps this id.
  static String keep(ServerRequest request, boolean secure, String id) {
    return name(request, secure)
        + "="
        + id
        + "; Path=/; Max-Age="
        + Sessions.LONGEST.toSeconds()
        + attributes(secure);
  }

  /// The value of a `Set-Cookie` header that makes the browser forget it.
  static String forget(ServerRequest request, boolean secure) {
    return name(request, secure) + "=; Path=/; Max-Age=0" + attributes(secure);
  }

  // Lax, not Strict: a link to a trace that somebody was sent must open.
  private static String attributes(boolean secure) {
    return "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
  }

  private static String name(ServerRequest request, boolean secure) {
    Matcher port = PORT.matcher(Requests.host(request));
    return (secure ? "__Host-" : "") + "skep-session" + (port.find() ? "-" + port.group(1) : "");
  }
}
