package dev.skep.web.query;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.traceql.TraceQl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A condition as somebody puts it together: a key, an operator, a value.
///
/// A key that is no field of the query language is an attribute of the span or its resource. A
/// value needs no quotes: what is a number, `true` or `false` is that, everything else is text; in
/// quotes a number is text too.
public sealed interface NewCondition {
  /// It is one.
  record Valid(SpanCondition condition) implements NewCondition {}

  /// It is none; `problem` says why.
  record Invalid(ParameterProblem problem) implements NewCondition {}

  /// Reads the parameters `key`, `op` and `value`.
  static NewCondition parse(UrlQuery form) {
    return new Reading(form).result();
  }

  /// One pass over the parameters.
  final class Reading {
    private static final List<String> OPERATORS =
        List.of("=", "!=", ">", ">=", "<", "<=", "=~", "!~", "exists", "missing");
    private static final Pattern LITERAL =
        Pattern.compile("true|false|-?[0-9]{1,19}(\\.[0-9]{1,19})?(e-?[0-9]{1,3})?");

    private final String key;
    private final String operator;
    private final String value;

    private Reading(UrlQuery form) {
      key = form.first("key").strip();
      operator = form.has("op") ? form.first("op") : "=";
      value = form.first("value").strip();
    }

    private NewCondition result() {
      if (key.isEmpty()) {
        return invalid("key", "is missing");
      }
      if (!OPERATORS.contains(operator)) {
        return invalid("op", "must be one of " + String.join(" ", OPERATORS));
      }
      Field field = TraceQl.readField(key).orElseGet(() -> Field.attribute(Field.Scope.ANY, key));
      if (operator.equals("exists")) {
        return read(field, "!= nil");
      }
      if (operator.equals("missing")) {
        return read(field, "= nil");
      }
      if (value.isEmpty()) {
        return invalid("value", "is missing; to ask for any value, choose exists");
      }
      if (isQuoted() || (isLiteral(field) && !operator.endsWith("~"))) {
        return read(field, operator + " " + value);
      }
      return read(field, operator + " " + quoted());
    }

    private boolean isQuoted() {
      return value.length() >= 2
          && ((value.startsWith("\"") && value.endsWith("\""))
              || (value.startsWith("`") && value.endsWith("`")));
    }

    private boolean isLiteral(Field field) {
      boolean isText = field.takes(Field.Sort.TEXT);
      return !isText || (field instanceof Field.Attribute && LITERAL.matcher(value).matches());
    }

    private String quoted() {
      return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private NewCondition read(Field field, String rest) {
      String written = "{ " + TraceQl.write(field) + " " + rest + " }";
      return switch (TraceQl.read(written)) {
        case TraceQl.Query(SpansetCondition spans, List<String> _)
            when spans instanceof Matching(SpanCondition condition) && isOne(condition) ->
            new Valid(condition);
        case TraceQl.Query _ -> invalid("value", "is more than one value");
        case TraceQl.Mistake(int _, String message) ->
            invalid("value", "cannot be taken: " + message);
      };
    }

    private static boolean isOne(SpanCondition condition) {
      return !(condition instanceof SpanCondition.And) && !(condition instanceof SpanCondition.Or);
    }

    private static Invalid invalid(String parameter, String message) {
      return new Invalid(new ParameterProblem(parameter, message));
    }
  }

  /// What is wrong with it, or nothing.
  default Optional<ParameterProblem> mistake() {
    return this instanceof Invalid(ParameterProblem problem)
        ? Optional.of(problem)
        : Optional.empty();
  }
}
