package dev.skep.domain.search.traceql;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Value;

/// One word of a query.
///
/// @param start where it begins in the text, from 0
/// @param end behind its last character
record Token(Content content, int start, int end) {
  /// What the word is.
  sealed interface Content {}

  /// A brace, a parenthesis, a comma or an operator.
  record Sign(String text) implements Content {}

  /// A name without quotes: an intrinsic, `true`, `nil`, `error`, `select`, …
  record Word(String text) implements Content {}

  /// An attribute.
  record AttributeName(Field field) implements Content {}

  /// A quoted text, a number or a length of time.
  record Literal(Value value) implements Content {}

  /// Behind the last word.
  record End() implements Content {}

  boolean isSign(String text) {
    return content instanceof Sign(String sign) && sign.equals(text);
  }

  boolean isWord(String text) {
    return content instanceof Word(String word) && word.equals(text);
  }
}
