package dev.skep.otlp.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.domain.trace.AttributeValue;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/// OTLP's JSON values, token by token, held to their limits.
///
/// A method reads the value at which the parser stands, and leaves the parser at its last token. A
/// value of another JSON type is skipped and remembered until [#takeWrongType] asks, so that a bad
/// span costs no exception and the reading goes on behind it. `null` stands for an absent field.
///
/// Every method throws what the parser throws when the text is no JSON, and whatever [IOException]
/// the stream below throws.
///
/// Source: protobuf's JSON mapping, with OTLP's exceptions for ids and enums.
final class JsonInput {
  private static final long MAX_UINT32 = 0xffff_ffffL;
  // Base64 of the longest value, to whole groups of four characters.
  private static final int BASE64_CHARS = (SpanLimits.VALUE_BYTES + 2) / 3 * 4;
  private static final int REMEMBERED = 1024;
  private static final int LONGEST_REMEMBERED = 128;

  private final JsonParser parser;
  private final Texts texts;
  private final Interner<String> known = new Interner<>(REMEMBERED);
  private boolean wrongType;

  JsonInput(JsonParser parser, Texts texts) {
    this.parser = parser;
    this.texts = texts;
  }

  /// Whether a value of the wrong type was met since this was last asked.
  boolean takeWrongType() {
    boolean met = wrongType;
    wrongType = false;
    return met;
  }

  /// Puts back what [#takeWrongType] took.
  void setWrongType(boolean met) {
    wrongType = met;
  }

  /// Steps into the object here. False when there is none; it was skipped then.
  boolean enterObject() throws IOException {
    return enter(JsonToken.START_OBJECT);
  }

  /// Steps into the array here. False when there is none; it was skipped then.
  boolean enterArray() throws IOException {
    return enter(JsonToken.START_ARRAY);
  }

  private boolean enter(JsonToken start) throws IOException {
    if (parser.currentToken() == start) {
      return true;
    }
    if (!parser.hasToken(JsonToken.VALUE_NULL)) {
      skipWrongType();
    }
    return false;
  }

  /// Steps to the value of the object's next field. False at the object's end.
  boolean nextField() throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    parser.nextToken();
    return true;
  }

  /// The name of the field whose value is here.
  String field() throws IOException {
    return parser.currentName();
  }

  /// Steps to the array's next element. False at the array's end.
  boolean nextElement() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  boolean isNull() {
    return parser.hasToken(JsonToken.VALUE_NULL);
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  void skipWrongType() throws IOException {
    wrongType = true;
    parser.skipChildren();
  }

  /// A text, cut if it is too long.
  String text() throws IOException {
    return text(SpanLimits.TEXT_BYTES);
  }

  /// A text that is expected to come again.
  String repeatedText() throws IOException {
    return repeated(text(SpanLimits.TEXT_BYTES));
  }

  /// The key of an attribute.
  String key() throws IOException {
    return repeated(text(SpanLimits.KEY_BYTES));
  }

  private String repeated(String text) {
    return text.length() <= LONGEST_REMEMBERED ? known.intern(text) : text;
  }

  private String text(int limit) throws IOException {
    if (!isText()) {
      return "";
    }
    // A UTF-16 unit takes at most three bytes in UTF-8.
    if (parser.getTextLength() <= limit / 3) {
      return Texts.withoutLoneSurrogates(parser.getText());
    }
    BoundedText bounded = new BoundedText(limit);
    parser.getText(bounded);
    String kept = bounded.kept();
    return bounded.isCut() ? texts.withMarker(kept, bounded.size()) : kept;
  }

  /// Whether a text is here; null counts as absent, everything else as the wrong type.
  private boolean isText() throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      return true;
    }
    if (!isNull()) {
      skipWrongType();
    }
    return false;
  }

  boolean bool() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> {
        skipWrongType();
        yield false;
      }
    };
  }

  /// A number or its digits as text, signed.
  long int64() throws IOException {
    return number(JsonNumbers.Range.INT64);
  }

  /// A number or its digits as text, unsigned.
  long uint64() throws IOException {
    return number(JsonNumbers.Range.UINT64);
  }

  /// A number or its digits as text, 0 to 2^32 - 1.
  long uint32() throws IOException {
    long number = number(JsonNumbers.Range.INT64);
    if (number < 0 || number > MAX_UINT32) {
      wrongType = true;
      return 0;
    }
    return number;
  }

  private long number(JsonNumbers.Range range) throws IOException {
    if (isNull()) {
      return 0;
    }
    if (!isNumberOrShortText()) {
      skipWrongType();
      return 0;
    }
    OptionalLong number = JsonNumbers.integer(parser.getText(), range);
    wrongType |= number.isEmpty();
    return number.orElse(0);
  }

  double number() throws IOException {
    if (isNull()) {
      return 0;
    }
    if (!isNumberOrShortText()) {
      skipWrongType();
      return 0;
    }
    OptionalDouble number = JsonNumbers.floating(parser.getText());
    wrongType |= number.isEmpty();
    return number.orElse(0);
  }

  private boolean isNumberOrShortText() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> true;
      case VALUE_STRING -> parser.getTextLength() <= JsonNumbers.LONGEST;
      default -> false;
    };
  }

  /// An enum's number, or its name as it stands.
  ///
  /// @param byName the number of a name
  int enumeration(ToIntFunction<String> byName) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      return byName.applyAsInt(text());
    }
    long number = int64();
    return number == (int) number ? (int) number : 0;
  }

  /// Raw bytes in Base64, the common or the URL alphabet, with or without padding.
  AttributeValue bytes() throws IOException {
    if (!isText()) {
      return new AttributeValue.BytesValue(new byte[0]);
    }
    BoundedText bounded = new BoundedText(BASE64_CHARS);
    parser.getText(bounded);
    byte[] bytes = base64(bounded.kept());
    if (bounded.isCut() || bytes.length > SpanLimits.VALUE_BYTES) {
      texts.countCut();
      bytes = Arrays.copyOf(bytes, Math.min(bytes.length, SpanLimits.VALUE_BYTES));
    }
    return new AttributeValue.BytesValue(bytes);
  }

  private byte[] base64(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    try {
      return Base64.getDecoder().decode(text.substring(0, end).replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      wrongType = true;
      return new byte[0];
    }
  }
}
