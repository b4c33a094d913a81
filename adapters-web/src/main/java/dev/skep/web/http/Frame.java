package dev.skep.web.http;

import dev.skep.web.explorer.text.Times;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.UrlQuery;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What stands around the content of every page, for the template of the layout.
public final class Frame {
  private Frame() {}

  /// The address that an own time range is sent to.
  public static void addTo(Routes routes) {
    routes.lead(RangeMenu.PATH, RangeMenu::typed);
  }

  static Map<String, Object> of(ServerRequest request, View view, Clock clock) {
    String path = Requests.rawPath(request);
    UrlQuery url = Requests.query(request);
    var zone = Requests.zone(request);
    Map<String, Object> frame = new HashMap<>();
    frame.put("theme", Requests.theme(request));
    frame.put("address", Requests.address(request));
    frame.put("signedIn", Requests.visitor(request) == Visitor.SIGNED_IN);
    frame.put("bar", TopBar.of(path, TopBar.carried(view, url), zone));
    Optional<TimeRange> range = view.range();
    range.ifPresent(shown ->
        frame.put("ranges", RangeMenu.of(shown, path, url, Times.of(zone, clock.instant()))));
    return frame;
  }
}
