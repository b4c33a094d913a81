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
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SemanticAttributes;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Says of conditions what the rows of one segment must show.
final class RowTests {
  private static final RowTest ANY = new RowTest.Any();

  private final SearchedSegment segment;

  RowTests(SearchedSegment segment) {
    this.segment = segment;
  }

  RowTest of(SpanCondition condition) {
    if (condition instanceof SpanCondition.All) {
      return ANY;
    }
    Set<Aspect> aspects = Aspect.of(condition);
    if (aspects.contains(Aspect.OPERATION)) {
      return operation(condition);
    }
    if (aspects.contains(Aspect.RESOURCE)) {
      return resource(condition);
    }
    return switch (condition) {
      case SpanCondition.All() -> ANY;
      case SpanCondition.And(List<SpanCondition> conditions) ->
          RowTest.all(conditions.stream().map(this::of).toList());
      case SpanCondition.Or(List<SpanCondition> conditions) ->
          RowTest.oneOf(conditions.stream().map(this::of).toList());
      case SpanCondition.Not _ -> ANY;
      case Comparison(Field field, Operator operator, Value value) ->
          compared(condition, field, operator, value);
      case PatternMatch match -> field(condition, match.field(), List.of());
      case Exists(Field field) -> field(condition, field, List.of());
    };
  }

  private RowTest compared(SpanCondition condition, Field field, Operator operator, Value value) {
    if (field == Intrinsic.STATUS && value instanceof Value.Status(var code)) {
      return new RowTest.Columns(
          "status_code " + (operator == Operator.EQUAL ? "= " : "<> ") + code.number());
    }
    if (field == Intrinsic.DURATION && value instanceof Value.Length(var length)) {
      // Where the times are beyond what the columns can say, only the span itself can tell.
      return new RowTest.Columns(
          "(exact_times IS NOT NULL OR max(coalesce(end_offset_nano, 0), 0) "
              + operator.text()
              + " "
              + length.toNanos()
              + ")");
    }
    return field(condition, field, operator == Operator.EQUAL ? EqualTexts.of(value) : List.of());
  }

  private RowTest field(SpanCondition condition, Field field, List<String> like) {
    return switch (field) {
      case Attribute(Scope scope, String key) ->
          switch (scope) {
            case SPAN -> attribute(condition, key, like);
            case ANY ->
                RowTest.oneOf(
                    List.of(
                        attribute(condition, key, like),
                        key.equals(SemanticAttributes.SERVICE_NAME)
                            ? operation(condition)
                            : resource(condition)));
            case RESOURCE -> resource(condition);
            case EVENT -> notUsual(condition, "events IS NOT NULL");
          };
      case Intrinsic intrinsic ->
          switch (intrinsic) {
            case NAME, KIND, SOURCE, SERVICE_NAME -> operation(condition);
            case EVENT_NAME -> notUsual(condition, "events IS NOT NULL");
            case STATUS_MESSAGE -> notUsual(condition, "status_message <> ''");
            case STATUS,
                DURATION,
                TRACE_DURATION,
                TRACE_ERRORS,
                ROOT_NAME,
                ROOT_SERVICE_NAME,
                NESTED_SET_PARENT,
                NESTED_SET_LEFT,
                NESTED_SET_RIGHT ->
                ANY;
          };
    };
  }

  /// Nearly all spans have no event and no message, and most conditions are not met by these.
  private static RowTest notUsual(SpanCondition condition, String where) {
    return Sample.meets(condition, Resource.UNKNOWN) ? ANY : new RowTest.Columns(where);
  }

  private RowTest attribute(SpanCondition condition, String key, List<String> like) {
    return new RowTest.Attribute(TermSet.of(segment, condition, key, like));
  }

  private RowTest operation(SpanCondition condition) {
    return RowTest.columnIn(
        "operation_id", meeting(segment.operations(), row -> Sample.meets(condition, row)));
  }

  private RowTest resource(SpanCondition condition) {
    return RowTest.columnIn(
        "resource_id", meeting(segment.resources(), row -> Sample.meets(condition, row)));
  }

  private static <T> BitSet meeting(Map<Integer, T> rows, Predicate<T> condition) {
    var ids = new BitSet();
    rows.forEach((id, row) -> ids.set(id, condition.test(row)));
    return ids;
  }
}
