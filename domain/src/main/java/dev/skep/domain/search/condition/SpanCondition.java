package dev.skep.domain.search.condition;

import dev.skep.domain.trace.TraceSource;
import java.util.List;

/// A condition on one span within its trace.
public sealed interface SpanCondition {
  /// Whether the span at this place of `Trace.spans` meets the condition.
  boolean matches(WholeTrace trace, int index);

  /// Met by every span.
  record All() implements SpanCondition {
    @Override
    public boolean matches(WholeTrace trace, int index) {
      return true;
    }
  }

  /// Met when all of the conditions are.
  ///
  /// @param conditions two or more, none of them an `And`: those are taken apart
  record And(List<SpanCondition> conditions) implements SpanCondition {
    public And {
      conditions =
          Flat.of(conditions, each -> each instanceof And same ? same.conditions : List.of());
    }

    @Override
    public boolean matches(WholeTrace trace, int index) {
      for (SpanCondition condition : conditions) {
        if (!condition.matches(trace, index)) {
          return false;
        }
      }
      return true;
    }
  }

  /// Met when one of the conditions is.
  ///
  /// @param conditions two or more, none of them an `Or`: those are taken apart
  record Or(List<SpanCondition> conditions) implements SpanCondition {
    public Or {
      conditions =
          Flat.of(conditions, each -> each instanceof Or same ? same.conditions : List.of());
    }

    @Override
    public boolean matches(WholeTrace trace, int index) {
      for (SpanCondition condition : conditions) {
        if (condition.matches(trace, index)) {
          return true;
        }
      }
      return false;
    }
  }

  /// Met when the condition is not, for whatever reason: also when an attribute is missing.
  record Not(SpanCondition condition) implements SpanCondition {
    @Override
    public boolean matches(WholeTrace trace, int index) {
      return !condition.matches(trace, index);
    }
  }

  /// A field compared with a value. Only values of the same sort are compared; where there is none,
  /// no comparison holds, not even `!=`.
  record Comparison(Field field, Operator operator, Value value) implements SpanCondition {
    /// @throws IllegalArgumentException if it could never hold: the field takes no such values,
    ///   they are in no order, or the number is not finite
    public Comparison {
      if (!field.takes(value.sort())
          || (operator.isOrdering() && !value.isOrdered())
          || (value instanceof Value.Decimal(double number) && !Double.isFinite(number))) {
        throw new IllegalArgumentException(field + " " + operator + " " + value);
      }
    }

    @Override
    public boolean matches(WholeTrace trace, int index) {
      return operator.holds(trace.values(field, index), value);
    }
  }

  /// A text field held against a pattern: `=~`, or `!~` when the pattern must not match. `=~` holds
  /// when one of the field's texts matches; `!~` when it has texts and none does.
  ///
  /// @param wanted true for `=~`
  record PatternMatch(Field field, boolean wanted, TextPattern pattern) implements SpanCondition {
    /// @throws IllegalArgumentException if the field has no texts
    public PatternMatch {
      if (!field.takes(Field.Sort.TEXT)) {
        throw new IllegalArgumentException(field + " is no text");
      }
    }

    @Override
    public boolean matches(WholeTrace trace, int index) {
      boolean hasText = false;
      for (Value value : trace.values(field, index)) {
        if (value instanceof Value.Text(String text)) {
          hasText = true;
          if (pattern.matches(text)) {
            return wanted;
          }
        }
      }
      return hasText && !wanted;
    }
  }

  /// The field has a value of any sort: `!= nil`. The opposite, `= nil`, is its [Not].
  record Exists(Field field) implements SpanCondition {
    @Override
    public boolean matches(WholeTrace trace, int index) {
      return trace.has(field, index);
    }
  }

  static SpanCondition all() {
    return new All();
  }

  /// All of these conditions, of which there may be none.
  static SpanCondition and(List<SpanCondition> conditions) {
    return switch (conditions.size()) {
      case 0 -> all();
      case 1 -> conditions.getFirst();
      default -> new And(conditions);
    };
  }

  /// Spans of the service with exactly this name.
  static SpanCondition serviceName(String name) {
    return isText(Field.Intrinsic.SERVICE_NAME, name);
  }

  /// Spans with exactly this name.
  static SpanCondition spanName(String name) {
    return isText(Field.Intrinsic.NAME, name);
  }

  /// Spans that came through this door.
  static SpanCondition source(TraceSource source) {
    return new Comparison(Field.Intrinsic.SOURCE, Operator.EQUAL, new Value.Source(source));
  }

  private static SpanCondition isText(Field field, String text) {
    return new Comparison(field, Operator.EQUAL, new Value.Text(text));
  }
}
