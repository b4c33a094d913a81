package dev.skep.web;

import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// `POST /preferences/theme`: remembers the theme in a cookie and goes back to the page.
final class ThemeSwitch {
  static final String COOKIE = "theme";

  private static final int MOST_BYTES = 16 * 1024;
  private static final String HOME = "/traces";
  // Our own pages only, and nothing that a browser could take for another host.
  private static final Pattern OWN_PAGE = Pattern.compile("/traces(?:[/?][!-~&&[^\\\\#]]*)?");
  private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

  private ThemeSwitch() {}

  /// Whether the request comes from one of our own pages, or from no page at all.
  static boolean isOwn(ServerRequest request) {
    String site = Requests.header(request, SEC_FETCH_SITE);
    if (!site.isEmpty()) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = Requests.header(request, HeaderNames.ORIGIN);
    return origin.isEmpty() || origin.equals("http://" + Requests.host(request));
  }

  static void change(ServerRequest request, ServerResponse response) {
    UrlQuery form = UrlQuery.parse(body(request));
    Theme theme = Theme.ofSlug(form.first("theme"));
    response
        .status(Status.SEE_OTHER_303)
        .header(
            HeaderNames.SET_COOKIE,
            COOKIE + "=" + theme.slug() + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
        .header(HeaderNames.LOCATION, back(form.first("back")))
        .send();
  }

  /// Where to go: the page that was left when it is one of ours, else the first one.
  static String back(String address) {
    return OWN_PAGE.matcher(address).matches() ? address : HOME;
  }

  private static String body(ServerRequest request) {
    try (InputStream in = request.content().inputStream()) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
