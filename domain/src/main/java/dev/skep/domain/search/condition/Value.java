package dev.skep.domain.search.condition;

import dev.skep.domain.search.condition.Field.Sort;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceSource;
import java.math.BigDecimal;
import java.time.Duration;

/// A single value: what a condition compares with, and what a field has.
public sealed interface Value {
  /// Text, ordered by code points.
  record Text(String text) implements Value {}

  /// An integer.
  record Whole(long number) implements Value {}

  /// A floating-point number. NaN equals nothing and is in no order.
  record Decimal(double number) implements Value {}

  /// A truth value; it is in no order.
  record Truth(boolean truth) implements Value {}

  /// A length of time; a number of nanoseconds where it meets numbers.
  record Length(Duration duration) implements Value {
    private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE);

    /// @throws IllegalArgumentException if it is longer than 292 years
    public Length {
      if (duration.abs().compareTo(MOST) > 0) {
        throw new IllegalArgumentException("too long: " + duration);
      }
    }

    public static Length ofNanos(long nanos) {
      return new Length(Duration.ofNanos(nanos));
    }
  }

  /// A status code; it is in no order.
  record Status(StatusCode code) implements Value {}

  /// A kind of span; it is in no order.
  record Kind(SpanKind kind) implements Value {}

  /// A door; it is in no order.
  record Source(TraceSource source) implements Value {}

  default Sort sort() {
    return switch (this) {
      case Text _ -> Sort.TEXT;
      case Whole _, Decimal _ -> Sort.NUMBER;
      case Truth _ -> Sort.TRUTH;
      case Length _ -> Sort.LENGTH;
      case Status _ -> Sort.STATUS;
      case Kind _ -> Sort.KIND;
      case Source _ -> Sort.SOURCE;
    };
  }

  /// Whether values of this sort are less or greater than one another.
  default boolean isOrdered() {
    return switch (sort()) {
      case TEXT, NUMBER, LENGTH -> true;
      case TRUTH, STATUS, KIND, SOURCE -> false;
    };
  }

  /// Whether it means anything to compare the two: numbers and lengths go together, everything else
  /// keeps to its own.
  default boolean isComparableWith(Value other) {
    return sort() == other.sort() || areNumbers(this, other);
  }

  /// Whether this is the other value. Numbers are compared exactly, whatever their types.
  default boolean isEqualTo(Value other) {
    return areNumbers(this, other)
        ? isANumber() && other.isANumber() && compareNumbers(this, other) == 0
        : equals(other);
  }

  /// Whether this stands before the other value; never if they cannot be compared or are in no
  /// order.
  default boolean isBefore(Value other) {
    if (areNumbers(this, other)) {
      return isANumber() && other.isANumber() && compareNumbers(this, other) < 0;
    }
    return this instanceof Text(String mine)
        && other instanceof Text(String theirs)
        && compareCodePoints(mine, theirs) < 0;
  }

  private static boolean areNumbers(Value a, Value b) {
    return a.isNumeric() && b.isNumeric();
  }

  private boolean isNumeric() {
    return this instanceof Whole || this instanceof Decimal || this instanceof Length;
  }

  private boolean isANumber() {
    return !(this instanceof Decimal(double number)) || !Double.isNaN(number);
  }

  private static int compareNumbers(Value a, Value b) {
    if (a instanceof Decimal(double x)) {
      // Negative zero is zero here, so not Double.compare.
      return b instanceof Decimal(double y) ? (x < y ? -1 : x > y ? 1 : 0) : -compare(whole(b), x);
    }
    return b instanceof Decimal(double y) ? compare(whole(a), y) : Long.compare(whole(a), whole(b));
  }

  private static int compare(long whole, double decimal) {
    if (Double.isInfinite(decimal)) {
      return decimal > 0 ? -1 : 1;
    }
    // A double has fewer digits than a long: converting either would make neighbours equal.
    return BigDecimal.valueOf(whole).compareTo(new BigDecimal(decimal));
  }

  private static long whole(Value value) {
    return switch (value) {
      case Whole(long number) -> number;
      case Length(Duration duration) -> duration.toNanos();
      default -> throw new IllegalArgumentException("not whole: " + value);
    };
  }

  /// UTF-16 puts characters beyond the first 65,536 before U+E000; code points, and UTF-8, do not.
  private static int compareCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
