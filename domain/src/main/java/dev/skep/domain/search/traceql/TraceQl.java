package dev.skep.domain.search.traceql;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.SpansetCondition;
import java.util.List;
import java.util.Optional;

/// Reads and writes the query language. Reading takes any text, never fails otherwise than with a
/// [Mistake], and needs time in proportion to the text.
///
/// Source: TraceQL, the part of it that Grafana's Explore and Traces Drilldown use.
public final class TraceQl {
  /// The longest text, in UTF-16 units.
  public static final int MAX_LENGTH = 8 * 1024;

  /// The most conditions in a text.
  public static final int MAX_TERMS = 256;

  /// How deep parentheses may be nested.
  public static final int MAX_DEPTH = 64;

  private TraceQl() {}

  /// What comes of reading a query.
  public sealed interface Reading {}

  /// The text is a query.
  ///
  /// @param hints what stands behind the query and was understood, but changes nothing about which
  ///   traces are found: `select(…)` and `with(…)`, as written
  public record Query(SpansetCondition spans, List<String> hints) implements Reading {
    public Query {
      hints = List.copyOf(hints);
    }
  }

  /// The text is no query that Skep knows.
  ///
  /// @param column where it goes wrong: 1 is the first UTF-16 unit of the text
  /// @param message what is wrong there, for the person who wrote it; may repeat a word of the text
  public record Mistake(int column, String message) implements Reading {}

  /// Reads a query.
  public static Reading read(String text) {
    try {
      return new Parser(Lexer.tokens(text), text).query();
    } catch (MistakeFound found) {
      return found.mistake();
    }
  }

  /// The field that `text` names, or nothing: `status`, `.http.route`, `resource."a b"`.
  public static Optional<Field> readField(String text) {
    try {
      return Optional.of(new Parser(Lexer.tokens(text), text).onlyField());
    } catch (MistakeFound found) {
      return Optional.empty();
    }
  }

  /// The canonical text of a condition; reading it gives an equal condition.
  public static String write(SpansetCondition spans) {
    return Printer.spanset(spans);
  }

  /// The canonical name of a field.
  public static String write(Field field) {
    return Printer.field(field);
  }
}
