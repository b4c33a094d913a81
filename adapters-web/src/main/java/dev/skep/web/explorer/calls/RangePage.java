package dev.skep.web.explorer.calls;

import dev.skep.application.StorageUnavailableException;
import dev.skep.web.http.View;
import dev.skep.web.query.RangeParameters;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.UrlQuery;
import java.util.Map;
import java.util.function.Function;

/// What all pages about calls have in common: they are about a range of time, of the last hour if
/// nobody asks for another one.
public final class RangePage {
  private static final TimeRange USUAL = TimeRange.lastHour();

  private RangePage() {}

  /// The page for the parameters `range`, `from` and `to`, or one that says what is wrong with them
  /// or with the store.
  ///
  /// @param path of the page
  public static View show(UrlQuery url, String path, Function<TimeRange, View> page) {
    try {
      return switch (RangeParameters.parse(url, USUAL)) {
        case RangeParameters.Invalid(TimeRange usual, var problems) ->
            View.of(422, "services/invalid", Map.of("problems", problems)).over(usual);
        case RangeParameters.Valid(TimeRange range) -> page.apply(range).over(range);
      };
    } catch (StorageUnavailableException e) {
      return View.unavailable(e, url.at(path));
    }
  }
}
