package dev.skep.web.explorer.text;

import dev.skep.web.query.TimeRange;
import dev.skep.web.query.TimeRange.Recent;
import java.time.Instant;

/// A time range in words: `Last 1 hour`, `13:41 – 13:47`.
public final class RangeLabel {
  private RangeLabel() {}

  public static String of(TimeRange range, Times times) {
    return switch (range) {
      case TimeRange.Last(Recent recent) -> recent.label();
      case TimeRange.All() -> "All stored";
      case TimeRange.Since(Instant from) -> "From " + times.minute(from);
      case TimeRange.Until(Instant to) -> "To " + times.minute(to);
      case TimeRange.Between(Instant from, Instant to) ->
          times.minute(from) + " – " + times.minute(to);
    };
  }
}
