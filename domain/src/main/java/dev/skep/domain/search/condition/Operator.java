package dev.skep.domain.search.condition;

import java.util.List;

/// How a field's values are compared with a given one. A field may have several values (an array,
/// events) or none.
public enum Operator {
  /// One of the values is equal.
  EQUAL("=", false),
  /// There are values to compare with, and none is equal. So a missing attribute is not "unequal".
  NOT_EQUAL("!=", false),
  /// One of the values is greater.
  GREATER(">", true),
  /// One of the values is greater or equal.
  AT_LEAST(">=", true),
  /// One of the values is less.
  LESS("<", true),
  /// One of the values is less or equal.
  AT_MOST("<=", true);

  private final String text;
  private final boolean ordering;

  Operator(String text, boolean ordering) {
    this.text = text;
    this.ordering = ordering;
  }

  /// The sign in TraceQL.
  public String text() {
    return text;
  }

  /// Whether it means something only for values that are in an order.
  public boolean isOrdering() {
    return ordering;
  }

  /// Whether the comparison holds for the values of a field.
  boolean holds(List<Value> values, Value wanted) {
    boolean comparable = false;
    for (Value value : values) {
      if (value.isComparableWith(wanted)) {
        comparable = true;
        if (holds(value, wanted)) {
          return this != NOT_EQUAL;
        }
      }
    }
    return this == NOT_EQUAL && comparable;
  }

  /// For NOT_EQUAL: whether the two are equal, which decides against it.
  private boolean holds(Value value, Value wanted) {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> value.isEqualTo(wanted);
      case GREATER -> wanted.isBefore(value);
      case AT_LEAST -> wanted.isBefore(value) || value.isEqualTo(wanted);
      case LESS -> value.isBefore(wanted);
      case AT_MOST -> value.isBefore(wanted) || value.isEqualTo(wanted);
    };
  }
}
