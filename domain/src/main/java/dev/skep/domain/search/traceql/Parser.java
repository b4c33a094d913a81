package dev.skep.domain.search.traceql;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Both;
import dev.skep.domain.search.condition.SpansetCondition.Either;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.SpansetCondition.Related;
import dev.skep.domain.search.condition.SpansetCondition.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes a query of words, from the loosest sign to the tightest: `||`, `&&`, `>` and `>>` between
/// braces. What stands inside of braces is read by [SpanParser].
final class Parser {
  private final Words words;
  private final String text;
  private final SpanParser spans;

  Parser(List<Token> tokens, String text) {
    this.text = text;
    words = new Words(tokens, text);
    spans = new SpanParser(words);
  }

  TraceQl.Query query() {
    if (words.next().content() instanceof Token.Word || words.isAttributeNext()) {
      throw words.mistake("a query begins with a brace: { … }");
    }
    SpansetCondition condition = either();
    List<String> hints = new ArrayList<>();
    while (!words.isAtEnd()) {
      hints.add(hint());
    }
    return new TraceQl.Query(condition, hints);
  }

  Field onlyField() {
    Field field = spans.field();
    if (!words.isAtEnd()) {
      throw words.mistake("unexpected " + words.shown());
    }
    return field;
  }

  private SpansetCondition either() {
    return joined("||", this::both, Either::new);
  }

  private SpansetCondition both() {
    return joined("&&", this::related, Both::new);
  }

  private static SpansetCondition one(List<SpansetCondition> several) {
    return several.getFirst();
  }

  private SpansetCondition joined(
      String sign,
      Supplier<SpansetCondition> operand,
      Function<List<SpansetCondition>, SpansetCondition> join) {
    List<SpansetCondition> operands = new ArrayList<>();
    operands.add(operand.get());
    while (words.take(sign)) {
      operands.add(operand.get());
    }
    return operands.size() == 1 ? one(operands) : join.apply(operands);
  }

  private SpansetCondition related() {
    SpansetCondition left = primary();
    while (true) {
      Relation taken = null;
      for (Relation relation : Relation.values()) {
        if (words.take(relation.text())) {
          taken = relation;
        }
      }
      if (taken == null) {
        return left;
      }
      left = new Related(left, taken, primary());
    }
  }

  private SpansetCondition primary() {
    if (words.take("(")) {
      words.enter();
      SpansetCondition inner = either();
      words.leave(")");
      return inner;
    }
    if (!words.take("{")) {
      throw words.mistake(
          words.isAtEnd() ? "{ … } is missing here" : "expected {, found " + words.shown());
    }
    if (words.take("}")) {
      words.countTerm();
      return SpansetCondition.all();
    }
    Matching matching = new Matching(spans.or());
    if (!words.take("}")) {
      throw words.mistake(
          words.isAtEnd()
              ? "the closing } is missing"
              : "expected &&, || or }, found " + words.shown());
    }
    return matching;
  }

  /// `| select(…)` or `with(…)`, which say nothing about which traces are wanted.
  private String hint() {
    int start = words.next().start();
    String only = "select";
    if (words.next().isWord("with")) {
      only = "with";
    } else if (!words.take("|")) {
      throw words.mistake("unexpected " + words.shown() + " behind the query");
    } else {
      start = words.next().start();
    }
    if (!words.takeWord(only)) {
      throw words.mistake(
          words.isAtEnd()
              ? "select(…) is missing behind |"
              : words.shown() + " is not supported; behind | there is only select(…)");
    }
    if (!words.take("(")) {
      throw words.mistake("expected ( behind " + only);
    }
    int end = words.next().end();
    while (!words.take(")")) {
      if (words.isAtEnd() || words.next().isSign("(")) {
        throw words.mistake("the closing ) of " + only + " is missing");
      }
      words.skip();
      end = words.next().end();
    }
    return text.substring(start, end);
  }
}
