package dev.skep.persistence;

import static dev.skep.db.segment.Tables.SPANS;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.noCondition;

import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpanCondition.All;
import dev.skep.domain.search.condition.SpanCondition.And;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;

/// Conditions on one span as conditions on one row, as far as SQL can say them.
final class SpanConditions {
  private SpanConditions() {}

  /// What is met by the rows of exactly those spans that are picked; nothing if that cannot be said
  /// of one row.
  static Optional<Condition> exactly(SpansetCondition spans) {
    return spans instanceof Matching(SpanCondition condition)
        ? condition(condition)
        : Optional.empty();
  }

  private static Optional<Condition> condition(SpanCondition condition) {
    return switch (condition) {
      case All() -> Optional.of(noCondition());
      case And(List<SpanCondition> conditions) -> all(conditions);
      case Comparison(Intrinsic field, Operator operator, Value value)
          when operator == Operator.EQUAL ->
          equal(field, value);
      default -> Optional.empty();
    };
  }

  private static Optional<Condition> all(List<SpanCondition> conditions) {
    List<Condition> translated = new ArrayList<>();
    for (SpanCondition condition : conditions) {
      condition(condition).ifPresent(translated::add);
    }
    return translated.size() == conditions.size() ? Optional.of(and(translated)) : Optional.empty();
  }

  private static Optional<Condition> equal(Intrinsic field, Value value) {
    return switch (value) {
      case Value.Text(String text) when field == Intrinsic.SERVICE_NAME ->
          Optional.of(SPANS.SERVICE_NAME.eq(text));
      case Value.Text(String text) when field == Intrinsic.NAME -> Optional.of(SPANS.NAME.eq(text));
      case Value.Status(var code) -> Optional.of(SPANS.STATUS_CODE.eq((long) code.number()));
      case Value.Kind(var kind) -> Optional.of(SPANS.KIND.eq((long) kind.number()));
      case Value.Source(var source) -> Optional.of(SPANS.TRACE_SOURCE.eq(source.slug()));
      default -> Optional.empty();
    };
  }
}
