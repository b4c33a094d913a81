package dev.skep.web.explorer.traces;

import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.FoundTraces.Behind;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Times;

/// Which traces a page does not speak of, because time was up before they were looked at.
final class NotLookedAt {
  private NotLookedAt() {}

  /// The words, or none when the page speaks of all.
  static String words(FoundTraces found, TraceOrder order, Times times) {
    return found.behind() instanceof Behind.NotLookedAt(PageStart.After from)
        ? "Traces " + behind(from.rank(), order, times) + " were not looked at yet."
        : "";
  }

  private static String behind(long rank, TraceOrder order, Times times) {
    return switch (order) {
      case NEWEST -> "from before " + times.time(UnixNano.toInstant(rank));
      case OLDEST -> "from after " + times.time(UnixNano.toInstant(rank));
      case SLOWEST -> "of " + Formats.duration(rank) + " or less";
      case MOST_SPANS -> "of " + Formats.count(rank, "span") + " or fewer";
      case MOST_ERRORS ->
          rank == 0 ? "without errors" : "with " + Formats.count(rank, "error") + " or fewer";
    };
  }
}
