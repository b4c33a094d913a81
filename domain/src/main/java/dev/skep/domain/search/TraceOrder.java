package dev.skep.domain.search;

import dev.skep.domain.trace.TraceSummary;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The orders in which found traces can be listed. Traces of equal rank follow one another by trace
/// id, so that an order is total and a page can be continued exactly.
public enum TraceOrder {
  NEWEST,
  OLDEST,
  SLOWEST,
  MOST_SPANS,
  MOST_ERRORS;

  private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// The number that this order goes by.
  public long rank(TraceSummary trace) {
    return switch (this) {
      case NEWEST, OLDEST -> trace.startPosition();
      case SLOWEST -> trace.durationNano();
      case MOST_SPANS -> trace.spanCount();
      case MOST_ERRORS -> trace.errorCount();
    };
  }

  /// Whether the largest rank comes first.
  public boolean descending() {
    return this != OLDEST;
  }

  /// The name in lower case with hyphens, as `?sort=` takes it.
  public String slug() {
    return slug;
  }

  /// The order with this slug, or nothing.
  public static Optional<TraceOrder> ofSlug(String slug) {
    for (TraceOrder order : values()) {
      if (order.slug.equals(slug)) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  /// First the trace that is to be listed first.
  public Comparator<TraceSummary> comparator() {
    Comparator<TraceSummary> byRank = Comparator.comparingLong(this::rank);
    return (descending() ? byRank.reversed() : byRank).thenComparing(TraceSummary::traceId);
  }
}
