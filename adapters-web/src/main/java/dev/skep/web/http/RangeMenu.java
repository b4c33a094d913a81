package dev.skep.web.http;

import dev.skep.web.explorer.text.RangeLabel;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.http.TopBar.Link;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.TimeRange.Recent;
import dev.skep.web.query.TypedRange;
import dev.skep.web.query.UrlQuery;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The menu of time ranges of a page.
///
/// @param label the range that is shown
/// @param choices the same page over other ranges
/// @param from what stands in the field for an own beginning
/// @param to what stands in the field for an own end
/// @param back the page that an own range is for
record RangeMenu(String label, List<Link> choices, String from, String to, String back) {
  /// The address that the fields are sent to: `GET /range`.
  static final String PATH = "/range";

  static RangeMenu of(TimeRange shown, String path, UrlQuery url, Times times) {
    List<Link> choices = new ArrayList<>();
    UrlQuery page = url.without("cursor");
    for (Recent recent : Recent.values()) {
      var range = new TimeRange.Last(recent);
      choices.add(new Link(range.in(page).at(path), recent.label(), range.equals(shown)));
    }
    var all = new TimeRange.All();
    choices.add(new Link(all.in(page).at(path), "All stored", all.equals(shown)));
    return new RangeMenu(
        RangeLabel.of(shown, times),
        choices,
        shown instanceof TimeRange.Last
            ? ""
            : shown.begin(Instant.EPOCH).map(times::field).orElse(""),
        shown.end().map(times::field).orElse(""),
        page.without("range", "from", "to").at(path));
  }

  /// Where the fields lead: back to the page, over the range that was typed.
  static String typed(ServerRequest request) {
    UrlQuery form = Requests.query(request);
    String back = OwnPath.orHome(form.first("back"));
    int question = back.indexOf('?');
    String path = question < 0 ? back : back.substring(0, question);
    UrlQuery page = UrlQuery.parse(question < 0 ? "" : back.substring(question + 1));
    return TypedRange.into(page, form.first("from"), form.first("to"), Requests.zone(request))
        .at(path);
  }
}
