package dev.skep.web.explorer.trace;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.BoolValue;
import dev.skep.domain.trace.AttributeValue.DoubleValue;
import dev.skep.domain.trace.AttributeValue.IntValue;
import dev.skep.domain.trace.AttributeValue.StringValue;
import dev.skep.domain.trace.HttpExchange;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.query.UrlQuery;
import java.util.List;
import java.util.Optional;

/// Searches for traces by an attribute that one has before one's eyes.
final class AttributeSearch {
  /// A longer query is not taken.
  private static final int LONGEST = 2_000;

  private AttributeSearch() {}

  /// The search for traces with a span that has this value, or had it under the name of another
  /// generation of senders; empty where there is none.
  static String with(Scope scope, String key, AttributeValue value) {
    return value(value)
        .map(wanted -> {
          SpanCondition own = comparison(scope, key, Operator.EQUAL, wanted);
          Optional<String> other =
              scope == Scope.SPAN ? HttpExchange.otherName(key) : Optional.empty();
          return link(
              other.isEmpty()
                  ? own
                  : new SpanCondition.Or(
                      List.of(own, comparison(scope, other.get(), Operator.EQUAL, wanted))));
        })
        .orElse("");
  }

  /// The search for traces with a span that has another value; empty where there is none.
  static String without(Scope scope, String key, AttributeValue value) {
    return value(value)
        .map(wanted -> link(comparison(scope, key, Operator.NOT_EQUAL, wanted)))
        .orElse("");
  }

  /// The search for traces with a span of this service and name.
  static String operation(String service, String name) {
    return link(
        SpanCondition.and(
            List.of(SpanCondition.serviceName(service), SpanCondition.spanName(name))));
  }

  private static SpanCondition comparison(
      Scope scope, String key, Operator operator, Value wanted) {
    return new Comparison(Field.attribute(scope, key), operator, wanted);
  }

  private static Optional<Value> value(AttributeValue value) {
    return switch (value) {
      case StringValue(String text) -> Optional.of(new Value.Text(text));
      case IntValue(long number) -> Optional.of(new Value.Whole(number));
      case BoolValue(boolean truth) -> Optional.of(new Value.Truth(truth));
      case DoubleValue(double number) ->
          Double.isFinite(number) ? Optional.of(new Value.Decimal(number)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static String link(SpanCondition condition) {
    String query = TraceQl.write(SpansetCondition.oneSpan(List.of(condition)));
    return query.length() > LONGEST ? "" : UrlQuery.EMPTY.with("q", query).at(TracePaths.TRACES);
  }
}
