package dev.skep.web.http;

import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// `POST /preferences/theme`: remembers the theme in a cookie and goes back to the page.
public final class ThemeSwitch {
  public static final String COOKIE = "theme";

  private static final int MOST_BYTES = 16 * 1024;
  private static final String HOME = "/traces";
  // Our own pages only, and nothing that a browser could take for another host.
  private static final Pattern OWN_PAGE = Pattern.compile("/traces(?:[/?][!-~&&[^\\\\#]]*)?");

  private ThemeSwitch() {}

  public static void change(ServerRequest request, ServerResponse response) {
    UrlQuery form =
        UrlQuery.parse(new String(Requests.body(request, MOST_BYTES), StandardCharsets.UTF_8));
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
  public static String back(String address) {
    return OWN_PAGE.matcher(address).matches() ? address : HOME;
  }
}
