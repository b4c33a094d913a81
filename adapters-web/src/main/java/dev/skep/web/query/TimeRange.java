package dev.skep.web.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The time that a page is about, as its address names it: `range=1h`, or `from` and `to`. What is
/// relative stays so in links and is resolved against the clock at each request.
public sealed interface TimeRange {
  /// The parameters that name a range.
  List<String> PARAMETERS = List.of("range", "from", "to");

  /// Some time up to now. It has no end, so that what a sender's fast clock dates a little ahead is
  /// in it too.
  record Last(Recent recent) implements TimeRange {}

  /// All that is stored.
  record All() implements TimeRange {}

  /// From a moment on.
  record Since(Instant from) implements TimeRange {}

  /// Everything before a moment.
  record Until(Instant to) implements TimeRange {}

  /// From one moment, included, to a later one, not included.
  record Between(Instant from, Instant to) implements TimeRange {}

  /// The lengths of time up to now that can be chosen.
  enum Recent {
    QUARTER("15m", "Last 15 minutes", Duration.ofMinutes(15)),
    HOUR("1h", "Last 1 hour", Duration.ofHours(1)),
    SIX_HOURS("6h", "Last 6 hours", Duration.ofHours(6)),
    DAY("24h", "Last 24 hours", Duration.ofHours(24)),
    WEEK("7d", "Last 7 days", Duration.ofDays(7));

    private final String slug;
    private final String label;
    private final Duration length;

    Recent(String slug, String label, Duration length) {
      this.slug = slug;
      this.label = label;
      this.length = length;
    }

    /// Its value in `?range=`.
    public String slug() {
      return slug;
    }

    public String label() {
      return label;
    }

    public Duration length() {
      return length;
    }
  }

  /// The hour up to now: what most pages show unless they are asked for another time.
  static TimeRange lastHour() {
    return new Last(Recent.HOUR);
  }

  /// Where it begins, or nothing when it has no beginning.
  default Optional<Instant> begin(Instant now) {
    return switch (this) {
      case Last(Recent recent) ->
          Optional.of(
              now.isAfter(Instant.EPOCH.plus(recent.length()))
                  ? now.minus(recent.length())
                  : Instant.EPOCH);
      case Since(Instant from) -> Optional.of(from);
      case Between(Instant from, Instant _) -> Optional.of(from);
      case All _, Until _ -> Optional.empty();
    };
  }

  /// The moment before which it ends, or nothing when it has no end.
  default Optional<Instant> end() {
    return switch (this) {
      case Until(Instant to) -> Optional.of(to);
      case Between(Instant _, Instant to) -> Optional.of(to);
      case Last _, All _, Since _ -> Optional.empty();
    };
  }

  /// These parameters with this range instead of theirs.
  default UrlQuery in(UrlQuery query) {
    UrlQuery rest = query.without("range", "from", "to");
    return switch (this) {
      case Last(Recent recent) -> rest.with("range", recent.slug());
      case All() -> rest.with("range", "all");
      case Since(Instant from) -> rest.with("from", from.toString());
      case Until(Instant to) -> rest.with("to", to.toString());
      case Between(Instant from, Instant to) ->
          rest.with("from", from.toString()).with("to", to.toString());
    };
  }
}
