package dev.skep.web.query;

import dev.skep.web.query.TimeRange.Recent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the parameters `range`, `from` and `to` of any page ask for. An empty value is the same as
/// none.
public sealed interface RangeParameters {
  /// They could be read, or there are none.
  record Valid(TimeRange range) implements RangeParameters {}

  /// Some could not be read; `usual` is what the page shows without any.
  record Invalid(TimeRange usual, List<ParameterProblem> problems) implements RangeParameters {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /// Reads them.
  ///
  /// @param usual the range when none is named
  static RangeParameters parse(UrlQuery query, TimeRange usual) {
    return new Reading(query).result(usual);
  }

  /// One pass over the parameters.
  final class Reading {
    private final UrlQuery parameters;
    private final List<ParameterProblem> problems = new ArrayList<>();

    private Reading(UrlQuery parameters) {
      this.parameters = parameters;
    }

    private RangeParameters result(TimeRange usual) {
      Optional<Instant> from = time("from");
      Optional<Instant> to = time("to");
      if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
        problem("to", "must be later than from");
      }
      Optional<TimeRange> named = named();
      if (parameters.has("range") && (parameters.has("from") || parameters.has("to"))) {
        problem("range", "must be left out beside from and to");
      }
      if (!problems.isEmpty()) {
        return new Invalid(usual, problems);
      }
      Optional<TimeRange> between =
          from.isPresent() && to.isPresent()
              ? Optional.of(new TimeRange.Between(from.get(), to.get()))
              : from.<TimeRange>map(TimeRange.Since::new).or(() -> to.map(TimeRange.Until::new));
      return new Valid(named.or(() -> between).orElse(usual));
    }

    private Optional<TimeRange> named() {
      String slug = once("range");
      if (slug.isEmpty()) {
        return Optional.empty();
      }
      if (slug.equals("all")) {
        return Optional.of(new TimeRange.All());
      }
      for (Recent recent : Recent.values()) {
        if (recent.slug().equals(slug)) {
          return Optional.of(new TimeRange.Last(recent));
        }
      }
      problem("range", "must be 15m, 1h, 6h, 24h, 7d or all");
      return Optional.empty();
    }

    private Optional<Instant> time(String name) {
      String text = once(name);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      Optional<Instant> time = TimeText.parse(text);
      if (time.isEmpty()) {
        problem(name, "must be " + TimeText.EXPECTED);
      }
      return time;
    }

    private String once(String name) {
      if (parameters.repeats(name)) {
        problem(name, "must be given once");
        return "";
      }
      return parameters.first(name);
    }

    private void problem(String name, String message) {
      problems.add(new ParameterProblem(name, message));
    }
  }
}
