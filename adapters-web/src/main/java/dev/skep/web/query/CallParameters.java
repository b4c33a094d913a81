package dev.skep.web.query;

import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeriesQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What the parameters of a question about calls ask for: a time range, and for a series how long a
/// step is and of which service. An empty value is the same as none.
public sealed interface CallParameters {
  /// How much time is asked about when `from` is not given.
  Duration USUAL_RANGE = Duration.ofHours(1);

  /// All of them could be read.
  record Valid(SeriesQuery query) implements CallParameters {
    public Minutes range() {
      return query.range();
    }
  }

  /// One could not be read, or does not exist.
  record Invalid(ParameterProblem problem) implements CallParameters {}

  /// Reads `from` and `to`.
  static CallParameters range(UrlQuery query, Instant now) {
    return new Reading(query, now).result(List.of("from", "to"));
  }

  /// Reads `from`, `to`, `step` and `service`.
  static CallParameters series(UrlQuery query, Instant now) {
    return new Reading(query, now).result(List.of("from", "to", "step", "service"));
  }

  /// One pass over the parameters.
  final class Reading {
    private static final int LONGEST_STEP = 24 * 60;
    private static final long SHORT = Duration.ofHours(3).toMinutes();
    private static final int QUARTER = 15;

    private final UrlQuery parameters;
    private final Instant now;

    private Reading(UrlQuery parameters, Instant now) {
      this.parameters = parameters;
      this.now = now;
    }

    private CallParameters result(List<String> known) {
      Collection<String> unknown = new TreeSet<>(parameters.names());
      unknown.removeAll(known);
      if (!unknown.isEmpty()) {
        return invalid(unknown.iterator().next(), "does not exist");
      }
      for (String name : known) {
        if (parameters.repeats(name)) {
          return invalid(name, "must be given once");
        }
      }
      Optional<Instant> to = time("to", now);
      if (to.isEmpty()) {
        return invalid("to", "must be " + TimeText.EXPECTED);
      }
      Optional<Instant> from = time("from", before(to.get()));
      if (from.isEmpty()) {
        return invalid("from", "must be " + TimeText.EXPECTED);
      }
      if (!from.get().isBefore(to.get())) {
        return invalid("to", "must be later than from");
      }
      return steps(Minutes.covering(from.get(), to.get()), known.contains("step"));
    }

    private CallParameters steps(Minutes range, boolean wanted) {
      long usual = Math.max(usualStep(range), 1);
      Optional<Integer> step =
          parameters.has("step")
              ? DurationText.parse(parameters.first("step")).flatMap(Reading::wholeMinutes)
              : Optional.of((int) Math.min(usual, Integer.MAX_VALUE));
      if (step.isEmpty()) {
        return invalid("step", "must be whole minutes, from 1m to 1d");
      }
      if (wanted && SeriesQuery.steps(range, step.get()) > SeriesQuery.MOST_STEPS) {
        return invalid(
            "step", "must be longer: there are at most " + SeriesQuery.MOST_STEPS + " steps");
      }
      var services =
          parameters.has("service")
              ? new SeriesQuery.Services.One(parameters.first("service"))
              : new SeriesQuery.Services.All();
      return new Valid(new SeriesQuery(range, step.get(), services));
    }

    /// A minute for a short range; else as many quarters of an hour as make some hundred steps.
    private static long usualStep(Minutes range) {
      return range.count() <= SHORT ? 1 : SeriesQuery.steps(range, 200L * QUARTER) * QUARTER;
    }

    private static Optional<Integer> wholeMinutes(Duration step) {
      boolean isWhole = step.equals(Duration.ofMinutes(step.toMinutes()));
      return isWhole && step.toMinutes() >= 1 && step.toMinutes() <= LONGEST_STEP
          ? Optional.of((int) step.toMinutes())
          : Optional.empty();
    }

    private Optional<Instant> time(String name, Instant otherwise) {
      return parameters.has(name) ? TimeText.parse(parameters.first(name)) : Optional.of(otherwise);
    }

    private static Instant before(Instant to) {
      return to.isAfter(Instant.EPOCH.plus(USUAL_RANGE)) ? to.minus(USUAL_RANGE) : Instant.EPOCH;
    }

    private static Invalid invalid(String parameter, String message) {
      return new Invalid(new ParameterProblem(parameter, message));
    }
  }
}
