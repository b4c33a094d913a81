package dev.skep.domain.search.traceql;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.Value;
import java.util.ArrayList;
import java.util.List;

/// Takes a text apart into words.
final class Lexer {
  // Longer ones first. Some are TraceQL's, but not Skep's: they are words too, so that a message
  // can
  // name them.
  private static final List<String> SIGNS =
      List.of(
          "&>>", "&<<", "!>>", "!<<", "&&", "||", "!=", "!~", "=~", ">=", "<=", ">>", "<<", "&>",
          "&<", "&~", "!>", "!<", "{", "}", "(", ")", ",", "=", ">", "<", "!", "|", "~", "+", "-",
          "*", "/", "%", "^", "&");
  private static final String ENDS_NAME = "{}()=~!<>&|^,";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /// The words of a text; the last one is the end.
  static List<Token> tokens(String text) {
    if (text.length() > TraceQl.MAX_LENGTH) {
      throw MistakeFound.at(
          TraceQl.MAX_LENGTH, "the query is longer than " + TraceQl.MAX_LENGTH + " characters");
    }
    var lexer = new Lexer(text);
    lexer.refuseHalfCharacters();
    lexer.walk();
    return lexer.tokens;
  }

  private void refuseHalfCharacters() {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isHighSurrogate(text.charAt(i))
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw MistakeFound.at(i, "half a character");
        }
        i++;
      }
    }
  }

  private void walk() {
    while (at < text.length()) {
      if (isSpace(text.charAt(at))) {
        at++;
      } else {
        int start = at;
        Token.Content content = next();
        tokens.add(new Token(content, start, at));
      }
    }
    tokens.add(new Token(new Token.End(), at, at));
  }

  private Token.Content next() {
    char c = text.charAt(at);
    if (c == '"' || c == '`') {
      var quoted = new QuotedText(text, at);
      at = quoted.end();
      return new Token.Literal(new Value.Text(quoted.text()));
    }
    if (beginsNumber()) {
      var number = new NumberText(text, at);
      at = number.end();
      return new Token.Literal(number.value());
    }
    if (c == '.') {
      return attribute(Scope.ANY);
    }
    if (Character.isLetter(c) || c == '_') {
      return word();
    }
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        return new Token.Sign(sign);
      }
    }
    throw MistakeFound.at(at, "unexpected character " + Character.toString(text.codePointAt(at)));
  }

  private boolean beginsNumber() {
    int i = text.charAt(at) == '-' ? at + 1 : at;
    if (text.startsWith(".", i)) {
      i++;
    }
    return i < text.length() && NumberText.isDigit(text.charAt(i));
  }

  /// A word, with dots and colons in it; or the attribute that it begins.
  private Token.Content word() {
    int start = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      if (text.charAt(at) == '.') {
        switch (text.substring(start, at)) {
          case "span" -> {
            return attribute(Scope.SPAN);
          }
          case "resource" -> {
            return attribute(Scope.RESOURCE);
          }
          case "event" -> {
            return attribute(Scope.EVENT);
          }
          case "parent", "link", "instrumentation" ->
              throw MistakeFound.at(
                  start, "the scope " + text.substring(start, at) + ". is not supported");
          default -> {
            // No scope: the parser says what is wrong with it.
          }
        }
      }
      at++;
    }
    return new Token.Word(text.substring(start, at));
  }

  /// The name behind a dot. Parts of it, or all of it, may be quoted.
  private Token.Content attribute(Scope scope) {
    int dot = at;
    at++;
    var key = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        quotedPart(key);
      } else if (isSpace(c) || ENDS_NAME.indexOf(c) >= 0) {
        break;
      } else {
        key.append(c);
        at++;
      }
    }
    if (at == dot + 1) {
      throw MistakeFound.at(dot, "the name of an attribute is missing behind the dot");
    }
    return new Token.AttributeName(Field.attribute(scope, key.toString()));
  }

  private void quotedPart(StringBuilder key) {
    int quote = at;
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
        if (at == text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\\')) {
          throw MistakeFound.at(at - 1, "in a name, a backslash stands before \" or \\ only");
        }
      }
      key.append(text.charAt(at));
      at++;
    }
    if (at == text.length()) {
      throw MistakeFound.at(quote, "the closing \" is missing");
    }
    at++;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ':';
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
