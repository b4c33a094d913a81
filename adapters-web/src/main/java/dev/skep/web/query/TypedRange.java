package dev.skep.web.query;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// The range that somebody typed into the fields of a page: moments by the clock of their zone. An
/// address names them in UTC, so that it means the same to everybody.
public final class TypedRange {
  private TypedRange() {}

  /// These parameters of a page with the range that was typed. What cannot be read stays as it is,
  /// for the page to say so.
  public static UrlQuery into(UrlQuery page, String from, String to, ZoneId zone) {
    UrlQuery changed = page.without("range", "from", "to", "cursor");
    changed = from.isEmpty() ? changed : changed.with("from", moment(from, zone));
    return to.isEmpty() ? changed : changed.with("to", moment(to, zone));
  }

  private static String moment(String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text).atZone(zone).toInstant().toString();
    } catch (DateTimeException e) {
      return text;
    }
  }
}
