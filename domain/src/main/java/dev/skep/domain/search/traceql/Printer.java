package dev.skep.domain.search.traceql;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Attribute;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpanCondition.All;
import dev.skep.domain.search.condition.SpanCondition.And;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpanCondition.Exists;
import dev.skep.domain.search.condition.SpanCondition.Not;
import dev.skep.domain.search.condition.SpanCondition.Or;
import dev.skep.domain.search.condition.SpanCondition.PatternMatch;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Both;
import dev.skep.domain.search.condition.SpansetCondition.Either;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.SpansetCondition.Related;
import dev.skep.domain.search.condition.SpansetCondition.Relation;
import dev.skep.domain.search.condition.TextPattern;
import dev.skep.domain.search.condition.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes conditions as text, with parentheses wherever two signs meet.
final class Printer {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  private static final long MINUTE = 60_000_000_000L;
  private static final long HOUR = 60 * MINUTE;

  private Printer() {}

  static String spanset(SpansetCondition spans) {
    return switch (spans) {
      case Matching(All()) -> "{}";
      case Matching(SpanCondition condition) -> "{ " + span(condition) + " }";
      case Both(List<SpansetCondition> conditions) -> joined(conditions, " && ");
      case Either(List<SpansetCondition> conditions) -> joined(conditions, " || ");
      case Related(SpansetCondition above, Relation relation, SpansetCondition below) ->
          operand(above) + " " + relation.text() + " " + operand(below);
    };
  }

  private static String joined(List<SpansetCondition> conditions, String sign) {
    return conditions.stream().map(Printer::operand).collect(Collectors.joining(sign));
  }

  private static String operand(SpansetCondition spans) {
    return spans instanceof Matching ? spanset(spans) : "(" + spanset(spans) + ")";
  }

  private static String span(SpanCondition condition) {
    return switch (condition) {
      case All() -> "true";
      case And(List<SpanCondition> conditions) -> joinedSpans(conditions, " && ");
      case Or(List<SpanCondition> conditions) -> joinedSpans(conditions, " || ");
      case Not(All()) -> "false";
      case Not(Exists(Field field)) -> field(field) + " = nil";
      case Not(Not inner) -> "!" + not(inner);
      case Not(SpanCondition inner) -> "!(" + span(inner) + ")";
      case Exists(Field field) -> field(field) + " != nil";
      case Comparison(Field field, Operator operator, Value value) ->
          field(field) + " " + operator.text() + " " + value(value);
      case PatternMatch(Field field, boolean wanted, TextPattern pattern) ->
          field(field) + (wanted ? " =~ " : " !~ ") + quoted(pattern.text());
    };
  }

  /// An inner not, behind another one.
  private static String not(Not inner) {
    return inner.condition() instanceof Exists ? "(" + span(inner) + ")" : span(inner);
  }

  private static String joinedSpans(List<SpanCondition> conditions, String sign) {
    return conditions.stream()
        .map(condition ->
            condition instanceof And || condition instanceof Or
                ? "(" + span(condition) + ")"
                : span(condition))
        .collect(Collectors.joining(sign));
  }

  static String field(Field field) {
    return switch (field) {
      case Intrinsic intrinsic -> intrinsic.text();
      case Attribute(Scope scope, String key) ->
          switch (scope) {
                case SPAN -> "span.";
                case RESOURCE -> "resource.";
                case EVENT -> "event.";
                case ANY -> ".";
              }
              + (PLAIN_KEY.matcher(key).matches() ? key : quotedKey(key));
    };
  }

  private static String value(Value value) {
    return switch (value) {
      case Value.Text(String text) -> quoted(text);
      case Value.Whole(long number) -> Long.toString(number);
      case Value.Decimal(double number) -> Double.toString(number);
      case Value.Truth(boolean truth) -> Boolean.toString(truth);
      case Value.Length(var duration) -> length(duration.toNanos());
      case Value.Status(var code) -> code.slug();
      case Value.Kind(var kind) -> kind.slug();
      case Value.Source(var source) -> source.slug();
    };
  }

  /// In the largest unit that makes it 1 or more; minutes and hours only when they are whole.
  private static String length(long nanos) {
    long size = Math.abs(nanos);
    if (size >= HOUR && size % HOUR == 0) {
      return nanos / HOUR + "h";
    }
    if (size >= MINUTE && size % MINUTE == 0) {
      return nanos / MINUTE + "m";
    }
    if (size < 1_000) {
      return nanos + "ns";
    }
    return size < 1_000_000
        ? shifted(nanos, 3) + "us"
        : size < 1_000_000_000 ? shifted(nanos, 6) + "ms" : shifted(nanos, 9) + "s";
  }

  private static String shifted(long nanos, int digits) {
    return BigDecimal.valueOf(nanos, digits).stripTrailingZeros().toPlainString();
  }

  /// In TraceQL a name knows two escapes only.
  private static String quotedKey(String key) {
    return '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(quoted, c));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int c) {
    switch (c) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (isVisible(c)) {
          quoted.appendCodePoint(c);
        } else {
          quoted.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
        }
      }
    }
  }

  /// Control characters, and those that turn a line around, would hide what is asked for.
  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
