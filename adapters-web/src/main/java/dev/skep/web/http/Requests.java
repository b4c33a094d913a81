package dev.skep.web.http;

import dev.skep.web.query.PercentCode;
import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Optional;

/// What we read of a request.
public final class Requests {
  private static final HeaderName HX_REQUEST = HeaderNames.create("HX-Request");
  private static final HeaderName HX_TARGET = HeaderNames.create("HX-Target");
  private static final HeaderName HX_RESTORE = HeaderNames.create("HX-History-Restore-Request");
  private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

  private Requests() {}

  public static UrlQuery query(ServerRequest request) {
    return UrlQuery.parse(request.prologue().query().rawValue());
  }

  /// The path as it was sent, still encoded.
  public static String rawPath(ServerRequest request) {
    return request.prologue().uriPath().rawPath();
  }

  /// Path and parameters as they were sent.
  public static String address(ServerRequest request) {
    String query = request.prologue().query().rawValue();
    return query.isEmpty() ? rawPath(request) : rawPath(request) + "?" + query;
  }

  /// What stands behind this prefix, decoded; a slash may be in it, written as `%2F`.
  public static String pathBehind(String prefix, ServerRequest request) {
    String path = rawPath(request);
    return path.startsWith(prefix) ? PercentCode.decode(path.substring(prefix.length())) : "";
  }

  /// What stands between these two, decoded, or nothing when the path is another one.
  public static Optional<String> pathBetween(String prefix, String suffix, ServerRequest request) {
    String path = rawPath(request);
    int end = path.length() - suffix.length();
    return path.startsWith(prefix) && path.endsWith(suffix) && end >= prefix.length()
        ? Optional.of(PercentCode.decode(path.substring(prefix.length(), end)))
        : Optional.empty();
  }

  /// The host and port that the caller asked for.
  public static String host(ServerRequest request) {
    String authority = request.authority();
    return authority == null ? "" : authority;
  }

  /// Whether htmx asks for a piece. When it restores a page of its history it needs all of it.
  public static boolean wantsPiece(ServerRequest request) {
    return header(request, HX_REQUEST).equals("true")
        && !header(request, HX_RESTORE).equals("true");
  }

  /// The id of the element that htmx will swap; empty when it asks for none.
  public static String target(ServerRequest request) {
    return wantsPiece(request) ? header(request, HX_TARGET) : "";
  }

  /// Whether only the headers of the answer are asked for.
  public static boolean isHead(ServerRequest request) {
    return request.prologue().method().equals(Method.HEAD);
  }

  /// Whether the request comes from one of our own pages, or from no page at all.
  public static boolean isOwn(ServerRequest request) {
    String site = header(request, SEC_FETCH_SITE);
    if (!site.isEmpty()) {
      return site.equals("same-origin") || site.equals("none");
    }
    // Browsers say the former only over encrypted connections and to localhost. Behind a proxy that
    // ends the encryption the origin is https while we see http.
    String origin = header(request, HeaderNames.ORIGIN);
    String host = host(request);
    return origin.isEmpty()
        || origin.equalsIgnoreCase("http://" + host)
        || origin.equalsIgnoreCase("https://" + host);
  }

  /// Whether a program is expected at this address, rather than a browser.
  public static boolean isApi(ServerRequest request) {
    String path = rawPath(request);
    return path.startsWith("/api") || path.startsWith("/health");
  }

  /// Whether a browser seems to ask, for a person or for a script of a page.
  public static boolean isByBrowser(ServerRequest request) {
    return request.headers().contains(SEC_FETCH_SITE)
        || request.headers().contains(HX_REQUEST)
        || request.headers().contains(HeaderNames.REFERER)
        || request.headers().contains(HeaderNames.COOKIE)
        || header(request, HeaderNames.ACCEPT).contains("text/html");
  }

  /// As what the caller was let in; as a guest where everybody is.
  public static Visitor visitor(ServerRequest request) {
    return request.context().get(Visitor.class).orElse(Visitor.GUEST);
  }

  /// Scheme, host and port under which the caller reaches Skep.
  public static String ownAddress(ServerRequest request) {
    return request
        .context()
        .get(OwnAddress.class)
        .map(OwnAddress::text)
        .orElseGet(() -> "http://" + host(request));
  }

  /// What tells this reader from others.
  static String reader(ServerRequest request) {
    return request.context().get(ReaderName.class).map(ReaderName::text).orElse("");
  }

  /// The body, at most this many bytes of it.
  public static byte[] body(ServerRequest request, int most) {
    try (InputStream in = request.content().inputStream()) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Theme theme(ServerRequest request) {
    return Theme.ofSlug(cookie(request, Preferences.THEME));
  }

  /// The zone that the reader wants times in; UTC unless they chose one.
  public static ZoneId zone(ServerRequest request) {
    return Zones.ofName(cookie(request, Preferences.ZONE));
  }

  private static String cookie(ServerRequest request, String name) {
    return request.headers().cookies().first(name).orElse("");
  }

  public static String header(ServerRequest request, HeaderName name) {
    return request.headers().first(name).orElse("");
  }
}
