package dev.skep.web.http;

import dev.skep.web.query.TimeRange;
import dev.skep.web.query.UrlQuery;
import java.time.ZoneId;
import java.util.List;

/// What stands above every page: where one can go, and how times are shown.
///
/// @param home the first page
/// @param zone name of the reader's zone
/// @param zoneWord its short name, on the switch
/// @param utc whether times are shown in UTC
record TopBar(String home, List<Link> pages, String zone, String zoneWord, boolean utc) {
  /// A way to somewhere.
  record Link(String href, String label, boolean current) {}

  private record Page(String path, String label) {}

  private static final List<Page> PAGES =
      List.of(
          new Page("/traces", "Traces"),
          new Page("/services", "Services"),
          new Page("/map", "Map"),
          new Page("/status", "Status"));

  /// @param path of the page that is shown
  /// @param range the parameters that name the time it is about, or none; the links carry them
  ///   along
  static TopBar of(String path, UrlQuery range, ZoneId zone) {
    String name = zone.getId();
    return new TopBar(
        range.at(PAGES.getFirst().path()),
        PAGES.stream()
            .map(page -> new Link(range.at(page.path()), page.label(), isIn(path, page.path())))
            .toList(),
        name,
        name.substring(name.lastIndexOf('/') + 1).replace('_', ' '),
        Zones.isUtc(zone));
  }

  /// The parameters that the links to other pages carry: the range of a page that has one.
  static UrlQuery carried(View view, UrlQuery url) {
    return view.range().isPresent() ? url.only(TimeRange.PARAMETERS) : UrlQuery.EMPTY;
  }

  private static boolean isIn(String path, String page) {
    return path.equals(page) || path.startsWith(page + "/");
  }
}
