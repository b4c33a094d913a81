package dev.skep.persistence.search;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Attribute;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.SpanCondition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What many spans share and a condition may speak of.
enum Aspect {
  /// Service, name, kind, source.
  OPERATION,
  /// Service, and the attributes of the resource.
  RESOURCE;

  /// The aspects of which each is all that the condition speaks of.
  static Set<Aspect> of(SpanCondition condition) {
    return switch (condition) {
      case SpanCondition.All() -> EnumSet.allOf(Aspect.class);
      case SpanCondition.And(List<SpanCondition> conditions) -> ofAll(conditions);
      case SpanCondition.Or(List<SpanCondition> conditions) -> ofAll(conditions);
      case SpanCondition.Not(SpanCondition inner) -> of(inner);
      case SpanCondition.Comparison comparison -> of(comparison.field());
      case SpanCondition.PatternMatch match -> of(match.field());
      case SpanCondition.Exists(Field field) -> of(field);
    };
  }

  private static Set<Aspect> ofAll(List<SpanCondition> conditions) {
    Set<Aspect> aspects = EnumSet.allOf(Aspect.class);
    conditions.forEach(condition -> aspects.retainAll(of(condition)));
    return aspects;
  }

  private static Set<Aspect> of(Field field) {
    return switch (field) {
      case Attribute(Scope scope, String _) ->
          scope == Scope.RESOURCE ? EnumSet.of(RESOURCE) : EnumSet.noneOf(Aspect.class);
      case Intrinsic intrinsic ->
          switch (intrinsic) {
            case SERVICE_NAME -> EnumSet.allOf(Aspect.class);
            case NAME, KIND, SOURCE -> EnumSet.of(OPERATION);
            case STATUS,
                STATUS_MESSAGE,
                DURATION,
                TRACE_DURATION,
                TRACE_ERRORS,
                ROOT_NAME,
                ROOT_SERVICE_NAME,
                NESTED_SET_PARENT,
                NESTED_SET_LEFT,
                NESTED_SET_RIGHT,
                EVENT_NAME ->
                EnumSet.noneOf(Aspect.class);
          };
    };
  }
}
