package dev.skep.web.query;

import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceFilter;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.TraceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the parameters of a search ask for. The pages and the read API take the same ones; an empty
/// value is the same as none.
public sealed interface TraceParameters {
  /// How many traces a page shows unless `limit` says otherwise.
  int DEFAULT_LIMIT = 50;

  /// The parameters that say which traces are wanted.
  List<String> FILTERS =
      List.of(
          "source",
          "service",
          "operation",
          "status",
          "minDuration",
          "maxDuration",
          "range",
          "from",
          "to",
          "q");

  /// The parameters that say how they are listed.
  List<String> LISTING = List.of("sort", "limit", "cursor");

  /// All of them could be read.
  record Valid(TraceQuery query, TimeRange range) implements TraceParameters {}

  /// Some could not be read; one problem for each, in the order of the form.
  record Invalid(List<ParameterProblem> problems) implements TraceParameters {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /// What is wrong with this parameter, or nothing.
    public Optional<String> problemOf(String parameter) {
      return problems.stream()
          .filter(problem -> problem.parameter().equals(parameter))
          .map(ParameterProblem::message)
          .findFirst();
    }
  }

  /// Reads them all.
  ///
  /// @param usual the range when none is named
  /// @param now the present, that a relative range ends at
  static TraceParameters parse(UrlQuery query, TimeRange usual, Instant now) {
    return new Reading(query, usual, now).result();
  }

  /// One pass over the parameters; collects filters and problems.
  final class Reading {
    private static final String DURATION =
        "a length of time with its unit, such as 50µs, 1.5ms, 2s or 1m";

    private final UrlQuery parameters;
    private final List<ParameterProblem> problems = new ArrayList<>();
    private final List<SpanCondition> oneSpan = new ArrayList<>();
    private final List<TraceFilter> traceFilters = new ArrayList<>();

    private final TimeRange usual;
    private final Instant now;

    private Reading(UrlQuery parameters, TimeRange usual, Instant now) {
      this.parameters = parameters;
      this.usual = usual;
      this.now = now;
    }

    private TraceParameters result() {
      read("source", TraceSource::ofSlug, "http, scheduler, ebpf, or empty for all sources")
          .ifPresent(source -> oneSpan.add(SpanCondition.source(source)));
      read("service", Optional::of, "")
          .ifPresent(name -> oneSpan.add(SpanCondition.serviceName(name)));
      read("operation", Optional::of, "")
          .ifPresent(name -> oneSpan.add(SpanCondition.spanName(name)));
      read("status", Reading::status, "success (everything but error) or error")
          .ifPresent(traceFilters::add);
      readDurations();
      TimeRange range = readRange();
      var written = readQuery();
      var order =
          read("sort", TraceOrder::ofSlug, "newest, oldest, slowest, most-spans or most-errors")
              .orElse(TraceOrder.NEWEST);
      int limit =
          read("limit", Reading::limit, "a number from 1 to " + TraceQuery.MAX_PAGE_SIZE)
              .orElse(DEFAULT_LIMIT);
      var start =
          read(
                  "cursor",
                  text -> CursorText.parse(text, order),
                  "a place that this list gave, with the same sort; leave it out for the first"
                      + " page")
              .orElse(PageStart.first());
      return problems.isEmpty()
          ? new Valid(
              new TraceQuery(
                  written.and(SpanCondition.and(oneSpan)), traceFilters, order, start, limit),
              range)
          : new Invalid(problems);
    }

    /// The form's fields and the query are both met; see [SpansetCondition#and].
    private SpansetCondition readQuery() {
      if (parameters.repeats("q")) {
        problems.add(new ParameterProblem("q", "must be given once"));
        return SpansetCondition.all();
      }
      if (!parameters.has("q")) {
        return SpansetCondition.all();
      }
      return switch (TraceQl.read(parameters.first("q"))) {
        case TraceQl.Query(SpansetCondition written, List<String> hints) -> written;
        case TraceQl.Mistake(int column, String message) -> {
          problems.add(
              new ParameterProblem("q", "is not understood at column " + column + ": " + message));
          yield SpansetCondition.all();
        }
      };
    }

    private void readDurations() {
      Optional<Duration> least = read("minDuration", DurationText::parse, DURATION);
      Optional<Duration> most = read("maxDuration", DurationText::parse, DURATION);
      least.ifPresent(length -> traceFilters.add(new TraceFilter.MinDuration(length)));
      most.ifPresent(length -> traceFilters.add(new TraceFilter.MaxDuration(length)));
      if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
        problems.add(new ParameterProblem("maxDuration", "must not be less than minDuration"));
      }
    }

    private TimeRange readRange() {
      return switch (RangeParameters.parse(parameters, usual)) {
        case RangeParameters.Valid(TimeRange range) -> {
          range.begin(now).ifPresent(time -> traceFilters.add(new TraceFilter.StartedFrom(time)));
          range.end().ifPresent(time -> traceFilters.add(new TraceFilter.StartedBefore(time)));
          yield range;
        }
        case RangeParameters.Invalid(TimeRange otherwise, var wrong) -> {
          problems.addAll(wrong);
          yield otherwise;
        }
      };
    }

    private <T> Optional<T> read(
        String name, Function<String, Optional<? extends T>> parse, String expected) {
      if (parameters.repeats(name)) {
        problems.add(new ParameterProblem(name, "must be given once"));
        return Optional.empty();
      }
      if (!parameters.has(name)) {
        return Optional.empty();
      }
      Optional<? extends T> value = parse.apply(parameters.first(name));
      if (value.isEmpty()) {
        problems.add(new ParameterProblem(name, "must be " + expected));
      }
      return value.map(v -> v);
    }

    private static Optional<TraceFilter> status(String text) {
      return switch (text) {
        case "success" -> Optional.of(new TraceFilter.NotInError());
        case "error" -> Optional.of(new TraceFilter.InError());
        default -> Optional.empty();
      };
    }

    private static Optional<Integer> limit(String text) {
      if (!text.matches("[0-9]{1,4}")) {
        return Optional.empty();
      }
      int limit = Integer.parseInt(text);
      return limit >= 1 && limit <= TraceQuery.MAX_PAGE_SIZE
          ? Optional.of(limit)
          : Optional.empty();
    }
  }
}
