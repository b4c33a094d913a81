package dev.skep.persistence.search;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Attribute;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpanCondition.Exists;
import dev.skep.domain.search.condition.SpanCondition.PatternMatch;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.trace.SemanticAttributes;
import dev.skep.domain.trace.StatusCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Asks the index of a segment which traces may have a span that meets a condition.
///
/// The domain itself says which operations, resources and attributes meet a condition ([Sample]);
/// here it is only known where the index has which of them.
final class SpanCandidates {
  private final SearchedSegment segment;
  private final boolean whole;

  /// @param whole whether the traces lie in this segment alone: of a piece nobody knows the root
  SpanCandidates(SearchedSegment segment, boolean whole) {
    this.segment = segment;
    this.whole = whole;
  }

  /// Whether the condition is about a root, which may lie in another segment than the span.
  static boolean speaksOfRoot(SpanCondition condition) {
    return switch (condition) {
      case SpanCondition.All() -> false;
      case SpanCondition.And(List<SpanCondition> conditions) ->
          conditions.stream().anyMatch(SpanCandidates::speaksOfRoot);
      case SpanCondition.Or(List<SpanCondition> conditions) ->
          conditions.stream().anyMatch(SpanCandidates::speaksOfRoot);
      case SpanCondition.Not(SpanCondition inner) -> speaksOfRoot(inner);
      case Comparison comparison -> isOfRoot(comparison.field());
      case PatternMatch match -> isOfRoot(match.field());
      case Exists(Field field) -> isOfRoot(field);
    };
  }

  private static boolean isOfRoot(Field field) {
    return field == Intrinsic.ROOT_NAME || field == Intrinsic.ROOT_SERVICE_NAME;
  }

  Candidates of(SpanCondition condition) {
    if (condition instanceof SpanCondition.All) {
      return Candidates.exactly(segment.all());
    }
    Set<Aspect> aspects = Aspect.of(condition);
    if (aspects.contains(Aspect.OPERATION)) {
      return withOperation(condition);
    }
    if (aspects.contains(Aspect.RESOURCE)) {
      return withResource(condition);
    }
    return switch (condition) {
      case SpanCondition.All() -> Candidates.exactly(segment.all());
      case SpanCondition.And(List<SpanCondition> conditions) -> withAll(conditions);
      case SpanCondition.Or(List<SpanCondition> conditions) ->
          conditions.stream().map(this::of).reduce(Candidates::or).orElseThrow();
      case SpanCondition.Not _ -> perhapsAny();
      case Comparison(Field field, Operator operator, Value value) ->
          compared(condition, field, operator, value);
      case PatternMatch match -> meeting(condition, match.field(), List.of());
      case Exists(Field field) -> meeting(condition, field, List.of());
    };
  }

  /// What concerns one aspect is asked at once, so that it is one span that meets it.
  private Candidates withAll(List<SpanCondition> conditions) {
    Map<Aspect, List<SpanCondition>> ofAspects = new EnumMap<>(Aspect.class);
    List<Candidates> each = new ArrayList<>();
    for (SpanCondition condition : conditions) {
      Set<Aspect> aspects = Aspect.of(condition);
      if (aspects.isEmpty()) {
        each.add(of(condition));
      } else {
        ofAspects
            .computeIfAbsent(aspects.iterator().next(), none -> new ArrayList<>())
            .add(condition);
      }
    }
    ofAspects.values().forEach(together -> each.add(of(SpanCondition.and(together))));
    Candidates all = each.stream().reduce(Candidates::and).orElseThrow();
    return each.size() == 1 ? all : all.unsure();
  }

  private Candidates compared(
      SpanCondition condition, Field field, Operator operator, Value value) {
    if (operator == Operator.EQUAL) {
      return value instanceof Value.Status(StatusCode code) && code == StatusCode.ERROR
          ? Candidates.exactly(segment.inError())
          : meeting(condition, field, EqualTexts.of(value));
    }
    return meeting(condition, field, List.of());
  }

  /// @param like texts of JSON if only they, or arrays, can meet the condition
  private Candidates meeting(SpanCondition condition, Field field, List<String> like) {
    return switch (field) {
      case Attribute(Scope scope, String key) ->
          switch (scope) {
            case SPAN -> withAttribute(condition, key, like);
            case ANY ->
                withAttribute(condition, key, like)
                    .or(
                        (key.equals(SemanticAttributes.SERVICE_NAME)
                                ? withOperation(condition)
                                : withResource(condition))
                            .unsure());
            case RESOURCE -> withResource(condition);
            case EVENT -> perhapsAny();
          };
      case Intrinsic intrinsic ->
          switch (intrinsic) {
            case NAME, KIND, SOURCE, SERVICE_NAME -> withOperation(condition);
            case ROOT_NAME -> withRoot(about(Intrinsic.NAME, condition));
            case ROOT_SERVICE_NAME -> withRoot(about(Intrinsic.SERVICE_NAME, condition));
            case DURATION -> lasting(condition);
            case STATUS,
                STATUS_MESSAGE,
                TRACE_DURATION,
                TRACE_ERRORS,
                NESTED_SET_PARENT,
                NESTED_SET_LEFT,
                NESTED_SET_RIGHT,
                EVENT_NAME ->
                perhapsAny();
          };
    };
  }

  private Candidates perhapsAny() {
    return Candidates.possibly(segment.all());
  }

  private Candidates withOperation(SpanCondition condition) {
    BitSet meeting = meeting(segment.operations(), row -> Sample.meets(condition, row));
    return Candidates.exactly(meeting.isEmpty() ? meeting : segment.withOperations(meeting));
  }

  private Candidates withResource(SpanCondition condition) {
    BitSet meeting = meeting(segment.resources(), row -> Sample.meets(condition, row));
    return Candidates.exactly(meeting.isEmpty() ? meeting : segment.withResources(meeting));
  }

  private Candidates withAttribute(SpanCondition condition, String key, List<String> like) {
    return TermSet.of(segment, condition, key, like).traces(segment);
  }

  /// A trace lasts at least as long as each of its spans.
  private Candidates lasting(SpanCondition condition) {
    return condition instanceof Comparison(Field _, Operator operator, Value.Length(var length))
            && switch (operator) {
              case EQUAL, GREATER, AT_LEAST -> true;
              case NOT_EQUAL, LESS, AT_MOST -> false;
            }
        ? Candidates.possibly(segment.lastingAtLeast(length.toNanos()))
        : perhapsAny();
  }

  /// The root of a trace is one of its spans.
  private Candidates withRoot(SpanCondition condition) {
    return whole ? withOperation(condition).unsure() : perhapsAny();
  }

  /// The same condition on another field.
  private static SpanCondition about(Field field, SpanCondition condition) {
    return switch (condition) {
      case Comparison(Field _, Operator operator, Value value) ->
          new Comparison(field, operator, value);
      case PatternMatch(Field _, boolean wanted, var pattern) ->
          new PatternMatch(field, wanted, pattern);
      default -> SpanCondition.all();
    };
  }

  private static <T> BitSet meeting(Map<Integer, T> rows, Predicate<T> condition) {
    var ids = new BitSet();
    rows.forEach((id, row) -> {
      if (condition.test(row)) {
        ids.set(id);
      }
    });
    return ids;
  }
}
