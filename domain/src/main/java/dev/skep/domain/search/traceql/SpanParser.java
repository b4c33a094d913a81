package dev.skep.domain.search.traceql;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Sort;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpanCondition.And;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpanCondition.Exists;
import dev.skep.domain.search.condition.SpanCondition.Not;
import dev.skep.domain.search.condition.SpanCondition.Or;
import dev.skep.domain.search.condition.SpanCondition.PatternMatch;
import dev.skep.domain.search.condition.TextPattern;
import dev.skep.domain.search.condition.Value;
import java.util.ArrayList;
import java.util.List;

/// Reads what stands inside of braces: conditions on one span.
final class SpanParser {
  private final Words words;

  SpanParser(Words words) {
    this.words = words;
  }

  SpanCondition or() {
    List<SpanCondition> operands = new ArrayList<>();
    operands.add(and());
    while (words.take("||")) {
      operands.add(and());
    }
    return operands.size() == 1 ? operands.getFirst() : new Or(operands);
  }

  private SpanCondition and() {
    List<SpanCondition> operands = new ArrayList<>();
    operands.add(primary());
    while (words.take("&&")) {
      operands.add(primary());
    }
    return operands.size() == 1 ? operands.getFirst() : new And(operands);
  }

  private SpanCondition primary() {
    if (words.take("(")) {
      words.enter();
      SpanCondition inner = or();
      words.leave(")");
      return inner;
    }
    if (words.take("!")) {
      return not();
    }
    words.countTerm();
    if (words.takeWord("true")) {
      return SpanCondition.all();
    }
    if (words.takeWord("false")) {
      return new Not(SpanCondition.all());
    }
    return comparison();
  }

  private SpanCondition not() {
    Token next = words.next();
    // In TraceQL `!.a = 1` is `(!.a) = 1`; nobody means that.
    if (!next.isSign("(") && !next.isSign("!") && !next.isWord("true") && !next.isWord("false")) {
      throw words.mistake("put what ! turns around in parentheses: !( … )");
    }
    words.enter();
    SpanCondition inner = primary();
    words.leave();
    return new Not(inner);
  }

  private SpanCondition comparison() {
    if (words.next().content() instanceof Token.Literal) {
      throw words.mistake("a condition begins with a field, such as name or .http.route");
    }
    Field field = field();
    Token sign = words.next();
    String comparison = sign.content() instanceof Token.Sign(String text) ? text : "";
    if (!FieldNames.isComparison(comparison)) {
      throw words.mistake(
          "expected a comparison behind "
              + MistakeFound.shown(TraceQl.write(field))
              + ": = != > >= < <= =~ !~");
    }
    words.skip();
    return switch (comparison) {
      case "=~" -> pattern(field, true);
      case "!~" -> pattern(field, false);
      default -> compared(field, FieldNames.operator(comparison), sign);
    };
  }

  Field field() {
    Token token = words.next();
    Field field =
        switch (token.content()) {
          case Token.AttributeName(Field attribute) -> attribute;
          case Token.Word(String name) -> FieldNames.intrinsic(name, token.start());
          case Token.Sign _, Token.Literal _, Token.End _ ->
              throw words.mistake("expected a field, found " + words.shown());
        };
    words.skip();
    return field;
  }

  private SpanCondition pattern(Field field, boolean wanted) {
    if (!field.takes(Sort.TEXT)) {
      throw words.mistake(TraceQl.write(field) + " is no text, so it has no pattern");
    }
    if (!(words.next().content() instanceof Token.Literal(Value.Text(String text)))) {
      throw words.mistake("expected a pattern in quotes, found " + words.shown());
    }
    return switch (TextPattern.read(text)) {
      case TextPattern.Understood(TextPattern pattern) -> {
        words.skip();
        yield new PatternMatch(field, wanted, pattern);
      }
      case TextPattern.Refused(String reason) -> throw words.mistake("the pattern " + reason);
    };
  }

  private SpanCondition compared(Field field, Operator operator, Token sign) {
    if (words.next().isWord("nil")) {
      if (operator.isOrdering()) {
        throw MistakeFound.at(sign.start(), "nil goes with = or != only");
      }
      words.skip();
      var exists = new Exists(field);
      return operator == Operator.EQUAL ? new Not(exists) : exists;
    }
    Value value = value(field);
    if (!field.takes(value.sort())) {
      throw words.mistake(FieldNames.expected(field));
    }
    if (operator.isOrdering() && !value.isOrdered()) {
      throw MistakeFound.at(sign.start(), "here only = and != mean something");
    }
    words.skip();
    return new Comparison(field, operator, value);
  }

  private Value value(Field field) {
    return switch (words.next().content()) {
      case Token.Literal(Value value) -> value;
      case Token.Word(String word) ->
          FieldNames.value(field, word)
              .orElseThrow(() -> words.mistake(FieldNames.expected(field)));
      case Token.AttributeName _ ->
          throw words.mistake("two fields cannot be compared; a text needs \"quotes\"");
      case Token.Sign _, Token.End _ -> throw words.mistake(FieldNames.expected(field));
    };
  }
}
