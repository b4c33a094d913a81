package dev.skep.domain.search.traceql;

import java.util.List;

/// The words of a query that are still to be read, and how much of it may still come.
final class Words {
  private final List<Token> tokens;
  private final String text;
  private int at;
  private int depth;
  private int terms;

  Words(List<Token> tokens, String text) {
    this.tokens = tokens;
    this.text = text;
  }

  Token next() {
    return tokens.get(at);
  }

  boolean isAtEnd() {
    return next().content() instanceof Token.End;
  }

  boolean isAttributeNext() {
    return next().content() instanceof Token.AttributeName;
  }

  /// Goes to the next word; stays at the end.
  void skip() {
    if (!isAtEnd()) {
      at++;
    }
  }

  /// Takes this sign if it is next.
  boolean take(String sign) {
    boolean isNext = next().isSign(sign);
    if (isNext) {
      skip();
    }
    return isNext;
  }

  /// Takes this word if it is next.
  boolean takeWord(String word) {
    boolean isNext = next().isWord(word);
    if (isNext) {
      skip();
    }
    return isNext;
  }

  /// One level deeper.
  void enter() {
    depth++;
    if (depth > TraceQl.MAX_DEPTH) {
      throw mistake("nested deeper than " + TraceQl.MAX_DEPTH + " levels");
    }
  }

  /// Back from a level that this sign closes.
  void leave(String sign) {
    if (!take(sign)) {
      throw mistake(
          isAtEnd()
              ? "the closing " + sign + " is missing"
              : "expected " + sign + ", found " + shown());
    }
    depth--;
  }

  /// Back from a level that nothing closes.
  void leave() {
    depth--;
  }

  void countTerm() {
    terms++;
    if (terms > TraceQl.MAX_TERMS) {
      throw mistake("more than " + TraceQl.MAX_TERMS + " conditions");
    }
  }

  /// The next word as it stands in the text, to be named in a message.
  String shown() {
    return isAtEnd() ? "the end" : MistakeFound.shown(text.substring(next().start(), next().end()));
  }

  /// A mistake at the next word.
  MistakeFound mistake(String explanation) {
    return MistakeFound.at(next().start(), explanation);
  }
}
