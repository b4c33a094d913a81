package dev.skep.web.query;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpanCondition.And;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Both;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.TraceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A search taken apart as its form shows it. What the query language says is put into fields and
/// single conditions as far as it goes; [#line] is the whole search as one text again.
///
/// @param fields the parameters that the form has fields for, none of them empty
/// @param conditions what else one span of the trace must meet
/// @param rest what is more than one span, and more than a form can show; met by every trace when
///   there is nothing like that
public record SearchParts(
    Map<String, String> fields, List<SpanCondition> conditions, SpansetCondition rest) {
  /// The parameters that are fields, in the order of the form.
  public static final List<String> FIELDS =
      List.of("source", "service", "operation", "status", "minDuration", "maxDuration");

  public SearchParts {
    fields = Map.copyOf(fields);
    conditions = List.copyOf(conditions);
  }

  /// The search that an address names. A `q` that cannot be read is left aside.
  public static SearchParts of(UrlQuery url) {
    Map<String, String> fields = new LinkedHashMap<>();
    FIELDS.stream().filter(url::has).forEach(name -> fields.put(name, url.first(name)));
    SpansetCondition written =
        TraceQl.read(url.first("q"))
                instanceof TraceQl.Query(SpansetCondition spans, List<String> _)
            ? spans
            : SpansetCondition.all();
    return takenApart(fields, written);
  }

  /// The search that a line of the query language writes.
  public static SearchParts of(SpansetCondition spans) {
    return takenApart(Map.of(), spans);
  }

  /// The same with other fields.
  public SearchParts withFieldsOf(UrlQuery form) {
    Map<String, String> others = new LinkedHashMap<>();
    FIELDS.stream().filter(form::has).forEach(name -> others.put(name, form.first(name)));
    return new SearchParts(others, conditions, rest);
  }

  /// The same with one more condition.
  public SearchParts with(SpanCondition condition) {
    List<SpanCondition> more = new ArrayList<>(conditions);
    if (!more.contains(condition)) {
      more.add(condition);
    }
    return new SearchParts(fields, more, rest);
  }

  /// The same without one of the conditions.
  public SearchParts without(SpanCondition condition) {
    List<SpanCondition> fewer = new ArrayList<>(conditions);
    fewer.remove(condition);
    return new SearchParts(fields, fewer, rest);
  }

  /// The same without what is more than one span.
  public SearchParts withoutRest() {
    return new SearchParts(fields, conditions, SpansetCondition.all());
  }

  public boolean hasRest() {
    return !rest.equals(SpansetCondition.all());
  }

  /// The whole search in the query language; empty when everything is wanted. A field with a value
  /// that cannot be read is left out.
  public String line() {
    List<SpanCondition> all = new ArrayList<>();
    FIELDS.forEach(name -> fieldCondition(name).ifPresent(all::add));
    all.addAll(conditions);
    return written(rest.and(SpanCondition.and(all)));
  }

  /// The address of this search: these parameters, with its own instead of theirs.
  public UrlQuery in(UrlQuery query) {
    UrlQuery address = query.without("q", "cursor");
    for (String name : FIELDS) {
      String value = fields.getOrDefault(name, "");
      address = value.isEmpty() ? address.without(name) : address.with(name, value);
    }
    String more = written(rest.and(SpanCondition.and(conditions)));
    return more.isEmpty() ? address : address.with("q", more);
  }

  private static String written(SpansetCondition spans) {
    return spans.equals(SpansetCondition.all()) ? "" : TraceQl.write(spans);
  }

  private static SearchParts takenApart(Map<String, String> given, SpansetCondition spans) {
    Map<String, String> fields = new LinkedHashMap<>(given);
    List<SpanCondition> conditions = new ArrayList<>();
    return switch (spans) {
      case Matching(SpanCondition condition) -> {
        takeApart(condition, fields, conditions);
        yield new SearchParts(fields, conditions, SpansetCondition.all());
      }
      // Of several braces only one can stand for fields and conditions, which are about one span.
      case Both(List<SpansetCondition> all)
          when all.getFirst() instanceof Matching(SpanCondition condition)
              && all.stream().filter(Matching.class::isInstance).count() == 1 -> {
        takeApart(condition, fields, conditions);
        var others = all.subList(1, all.size());
        yield new SearchParts(
            fields, conditions, others.size() == 1 ? others.getFirst() : new Both(others));
      }
      case Both _, SpansetCondition.Either _, SpansetCondition.Related _ ->
          new SearchParts(fields, conditions, spans);
    };
  }

  private static void takeApart(
      SpanCondition condition, Map<String, String> fields, List<SpanCondition> conditions) {
    if (condition instanceof And(List<SpanCondition> all)) {
      all.forEach(one -> takeApart(one, fields, conditions));
    } else if (!(condition instanceof SpanCondition.All)) {
      Optional<Map.Entry<String, String>> field = field(condition);
      if (field.isEmpty()
          || !fields
              .computeIfAbsent(field.get().getKey(), none -> field.get().getValue())
              .equals(field.get().getValue())) {
        conditions.add(condition);
      }
    }
  }

  /// The field of the form that says the same.
  private static Optional<Map.Entry<String, String>> field(SpanCondition condition) {
    if (!(condition instanceof Comparison(Intrinsic field, Operator operator, Value value))) {
      return Optional.empty();
    }
    boolean equal = operator == Operator.EQUAL;
    return switch (field) {
      case SOURCE ->
          equal && value instanceof Value.Source(TraceSource source)
              ? entry("source", source.slug())
              : Optional.empty();
      case SERVICE_NAME -> equal ? text("service", value) : Optional.empty();
      case NAME -> equal ? text("operation", value) : Optional.empty();
      case TRACE_ERRORS -> status(operator, value);
      case TRACE_DURATION -> duration(operator, value);
      default -> Optional.empty();
    };
  }

  private static Optional<Map.Entry<String, String>> text(String name, Value value) {
    return value instanceof Value.Text(String text) && !text.isEmpty()
        ? entry(name, text)
        : Optional.empty();
  }

  private static Optional<Map.Entry<String, String>> status(Operator operator, Value value) {
    if (operator == Operator.GREATER && value.equals(new Value.Whole(0))) {
      return entry("status", "error");
    }
    return operator == Operator.EQUAL && value.equals(new Value.Whole(0))
        ? entry("status", "success")
        : Optional.empty();
  }

  private static Optional<Map.Entry<String, String>> duration(Operator operator, Value value) {
    if (!(value instanceof Value.Length(Duration length)) || length.isNegative()) {
      return Optional.empty();
    }
    return switch (operator) {
      case AT_LEAST -> entry("minDuration", DurationText.write(length));
      case AT_MOST -> entry("maxDuration", DurationText.write(length));
      default -> Optional.empty();
    };
  }

  private static Optional<Map.Entry<String, String>> entry(String name, String value) {
    return Optional.of(Map.entry(name, value));
  }

  private Optional<SpanCondition> fieldCondition(String name) {
    String value = fields.getOrDefault(name, "");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return switch (name) {
      case "source" -> TraceSource.ofSlug(value).map(SpanCondition::source);
      case "service" -> Optional.of(SpanCondition.serviceName(value));
      case "operation" -> Optional.of(SpanCondition.spanName(value));
      case "status" ->
          switch (value) {
            case "error" -> compared(Intrinsic.TRACE_ERRORS, Operator.GREATER, new Value.Whole(0));
            case "success" -> compared(Intrinsic.TRACE_ERRORS, Operator.EQUAL, new Value.Whole(0));
            default -> Optional.empty();
          };
      case "minDuration" -> lasting(Operator.AT_LEAST, value);
      case "maxDuration" -> lasting(Operator.AT_MOST, value);
      default -> throw new IllegalStateException(name);
    };
  }

  private static Optional<SpanCondition> lasting(Operator operator, String text) {
    return DurationText.parse(text)
        .flatMap(length -> compared(Intrinsic.TRACE_DURATION, operator, new Value.Length(length)));
  }

  private static Optional<SpanCondition> compared(Field field, Operator operator, Value value) {
    return Optional.of(new Comparison(field, operator, value));
  }
}
