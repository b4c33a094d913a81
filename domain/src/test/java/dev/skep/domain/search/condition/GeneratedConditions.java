package dev.skep.domain.search.condition;

import dev.skep.domain.search.condition.Field.Attribute;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.Field.Sort;
import dev.skep.domain.search.condition.SpanCondition.And;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpanCondition.Exists;
import dev.skep.domain.search.condition.SpanCondition.Not;
import dev.skep.domain.search.condition.SpanCondition.Or;
import dev.skep.domain.search.condition.SpanCondition.PatternMatch;
import dev.skep.domain.search.condition.SpansetCondition.Both;
import dev.skep.domain.search.condition.SpansetCondition.Either;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.SpansetCondition.Related;
import dev.skep.domain.search.condition.SpansetCondition.Relation;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Makes arbitrary conditions from a seed; many of them match some of the generated spans.
public final class GeneratedConditions {
  private static final String[] PATTERNS = {
    "",
    ".*",
    "GET.*",
    ".*users.*",
    "[a-z-]+",
    "a|\\\\",
    "(?i)NGINX",
    "(?s).*",
    "\\x{1f680}",
    "[^a]?"
  };

  private final RandomGenerator random;
  private final GeneratedSpans spans;

  public GeneratedConditions(RandomGenerator random, GeneratedSpans spans) {
    this.random = random;
    this.spans = spans;
  }

  public SpansetCondition spanset() {
    return spanset(2);
  }

  private SpansetCondition spanset(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 3 -> new Both(several(() -> spanset(depth - 1)));
      case 4 -> new Either(several(() -> spanset(depth - 1)));
      case 5 -> new Related(spanset(depth - 1), pick(Relation.values()), spanset(depth - 1));
      default -> new Matching(span(2));
    };
  }

  /// A condition on one span.
  public SpanCondition span() {
    return span(2);
  }

  private SpanCondition span(int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 9)) {
      case 0 -> random.nextInt(3) == 0 ? SpanCondition.all() : new Exists(field());
      case 1 -> new Exists(attribute());
      case 2 -> pattern();
      case 9 -> new And(several(() -> span(depth - 1)));
      case 10 -> new Or(several(() -> span(depth - 1)));
      case 11 -> new Not(span(depth - 1));
      default -> comparison();
    };
  }

  private <T> List<T> several(Supplier<T> one) {
    List<T> several = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      several.add(one.get());
    }
    return several;
  }

  private SpanCondition pattern() {
    Field field = field();
    if (!field.takes(Sort.TEXT)) {
      field = Intrinsic.NAME;
    }
    return new PatternMatch(field, random.nextInt(3) > 0, TextPattern.of(pick(PATTERNS)));
  }

  private SpanCondition comparison() {
    Field field = field();
    Value value = value(field);
    Operator operator = pick(Operator.values());
    return new Comparison(
        field, operator.isOrdering() && !value.isOrdered() ? Operator.NOT_EQUAL : operator, value);
  }

  private Field field() {
    return random.nextBoolean() ? pick(Intrinsic.values()) : attribute();
  }

  private Field attribute() {
    return Field.attribute(
        pick(Scope.values()), random.nextInt(8) == 0 ? "service.name" : spans.attributeKey());
  }

  private Value value(Field field) {
    return switch (field) {
      case Attribute _ -> attributeValue();
      case Intrinsic.NAME, Intrinsic.ROOT_NAME, Intrinsic.EVENT_NAME ->
          new Value.Text(spans.spanName());
      case Intrinsic.SERVICE_NAME, Intrinsic.ROOT_SERVICE_NAME ->
          new Value.Text(random.nextInt(6) == 0 ? "unknown" : spans.serviceName());
      case Intrinsic.STATUS_MESSAGE -> new Value.Text(spans.text());
      case Intrinsic.STATUS -> new Value.Status(pick(StatusCode.values()));
      case Intrinsic.KIND -> new Value.Kind(pick(SpanKind.values()));
      case Intrinsic.SOURCE -> new Value.Source(pick(TraceSource.values()));
      case Intrinsic.DURATION, Intrinsic.TRACE_DURATION -> length();
      case Intrinsic.TRACE_ERRORS,
          Intrinsic.NESTED_SET_PARENT,
          Intrinsic.NESTED_SET_LEFT,
          Intrinsic.NESTED_SET_RIGHT ->
          random.nextInt(4) == 0
              ? new Value.Decimal(random.nextInt(8) + 0.5)
              : new Value.Whole(random.nextInt(-2, 9));
    };
  }

  private Value attributeValue() {
    return switch (spans.attributeValue()) {
      case AttributeValue.StringValue(String text) -> new Value.Text(text);
      case AttributeValue.IntValue(long number) -> new Value.Whole(number);
      case AttributeValue.DoubleValue(double number) when Double.isFinite(number) ->
          new Value.Decimal(number);
      case AttributeValue.BoolValue(boolean truth) -> new Value.Truth(truth);
      default -> length();
    };
  }

  private Value length() {
    return switch (random.nextInt(6)) {
      case 0 -> Value.Length.ofNanos(0);
      case 1 -> Value.Length.ofNanos(200);
      case 2 -> Value.Length.ofNanos(random.nextLong(-Long.MAX_VALUE, Long.MAX_VALUE));
      case 3 -> Value.Length.ofNanos(random.nextInt(100) * 60_000_000_000L);
      default -> Value.Length.ofNanos(random.nextLong(5_000_000));
    };
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
