package dev.skep.web;

import dev.skep.web.query.PercentCode;
import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

/// What we read of a request.
final class Requests {
  private static final HeaderName HX_REQUEST = HeaderNames.create("HX-Request");
  private static final HeaderName HX_RESTORE = HeaderNames.create("HX-History-Restore-Request");

  private Requests() {}

  static UrlQuery query(ServerRequest request) {
    return UrlQuery.parse(request.prologue().query().rawValue());
  }

  /// The path as it was sent, still encoded.
  static String rawPath(ServerRequest request) {
    return request.prologue().uriPath().rawPath();
  }

  /// Path and parameters as they were sent.
  static String address(ServerRequest request) {
    String query = request.prologue().query().rawValue();
    return query.isEmpty() ? rawPath(request) : rawPath(request) + "?" + query;
  }

  /// What stands behind this prefix, decoded; a slash may be in it, written as `%2F`.
  static String pathBehind(String prefix, ServerRequest request) {
    String path = rawPath(request);
    return path.startsWith(prefix) ? PercentCode.decode(path.substring(prefix.length())) : "";
  }

  /// The host and port that the caller asked for.
  static String host(ServerRequest request) {
    String authority = request.authority();
    return authority == null ? "" : authority;
  }

  /// Whether htmx asks for a piece. When it restores a page of its history it needs all of it.
  static boolean wantsPiece(ServerRequest request) {
    return header(request, HX_REQUEST).equals("true")
        && !header(request, HX_RESTORE).equals("true");
  }

  static Theme theme(ServerRequest request) {
    return Theme.ofSlug(request.headers().cookies().first(ThemeSwitch.COOKIE).orElse(""));
  }

  static String header(ServerRequest request, HeaderName name) {
    return request.headers().first(name).orElse("");
  }
}
