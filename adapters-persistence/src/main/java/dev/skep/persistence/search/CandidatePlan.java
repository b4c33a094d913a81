package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Both;
import dev.skep.domain.search.condition.SpansetCondition.Either;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.SpansetCondition.Related;
import java.util.List;
import java.util.function.BinaryOperator;

/// How what is known of conditions on single spans makes up what is known of a condition on a
/// trace.
interface CandidatePlan<T> {
  /// What is known of a condition that one span must meet.
  T oneSpan(SpanCondition condition);

  T and(T one, T other);

  T or(T one, T other);

  /// The same, but no longer surely.
  T unsure(T known);

  /// What is known of the whole condition.
  default T of(SpansetCondition spans) {
    return switch (spans) {
      case Matching(SpanCondition condition) -> oneSpan(condition);
      case Both(List<SpansetCondition> conditions) -> each(conditions, this::and);
      case Either(List<SpansetCondition> conditions) -> each(conditions, this::or);
      // Who stands below whom, only the spans say.
      case Related(SpansetCondition above, var _, SpansetCondition below) ->
          unsure(and(of(above), of(below)));
    };
  }

  private T each(List<SpansetCondition> conditions, BinaryOperator<T> operator) {
    return conditions.stream().map(this::of).reduce(operator).orElseThrow();
  }
}
