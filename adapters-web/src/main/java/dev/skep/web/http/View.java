package dev.skep.web.http;

import dev.skep.application.StorageUnavailableException;
import dev.skep.web.query.TimeRange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a page answers: an HTTP status, the template of the whole page, the template of the piece
/// that htmx may swap instead, and what both show. Templates are always named by constants.
///
/// @param piece the same as `page` where there is nothing smaller to swap
public record View(int status, String page, String piece, Map<String, Object> model) {
  private static final String RANGE = "range";

  public static View of(int status, String page, Map<String, Object> model) {
    return new View(status, page, page, model);
  }

  /// The page that says that the store cannot answer now, and why.
  ///
  /// @param retry what was asked for
  public static View unavailable(StorageUnavailableException reason, String retry) {
    return of(
        503,
        "errors/unavailable",
        Map.of("reason", String.valueOf(reason.getMessage()), "retry", retry));
  }

  /// The same page, about this time: its top bar offers other ranges, and carries this one along.
  public View over(TimeRange range) {
    Map<String, Object> more = new HashMap<>(model);
    more.put(RANGE, range);
    return new View(status, page, piece, more);
  }

  /// The time that the page is about, or nothing when it is about none.
  public Optional<TimeRange> range() {
    return model.get(RANGE) instanceof TimeRange range ? Optional.of(range) : Optional.empty();
  }
}
