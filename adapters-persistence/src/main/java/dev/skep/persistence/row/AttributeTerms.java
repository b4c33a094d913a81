package dev.skep.persistence.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/// The attributes of a span as the column `spans.attributes` keeps them: a JSON array with one
/// element for each attribute, in the order in which they were sent. An element is
///
/// | | |
/// | --- | --- |
/// | `17` | the attribute with this id in `terms` |
/// | `[3, "a value"]` | the key with this id in `attribute_keys`, and its value as typed JSON |
/// | `["key", "a value"]` | the key itself, and its value |
public final class AttributeTerms implements BiConsumer<String, AttributeValue> {
  private final TermDictionary dictionary;
  private final StringBuilder text = new StringBuilder();
  private final TermList terms = new TermList();

  /// Writes the attributes of one span after the other.
  public AttributeTerms(TermDictionary dictionary) {
    this.dictionary = dictionary;
  }

  /// The column's text. [#terms] are then those of this span.
  public String write(Attributes attributes) {
    terms.clear();
    if (attributes.isEmpty()) {
      return "[]";
    }
    text.setLength(0);
    attributes.forEach(this);
    return text.append(']').toString();
  }

  /// The terms of what was written last.
  public TermList terms() {
    return terms;
  }

  /// One attribute.
  @Override
  public void accept(String name, AttributeValue value) {
    text.append(text.isEmpty() ? '[' : ',');
    int term = dictionary.term(name, value);
    if (term != TermDictionary.NONE) {
      text.append(term);
      terms.add(term);
    } else {
      writeInline(name, value);
    }
  }

  private void writeInline(String name, AttributeValue value) {
    TermDictionary.Key key = dictionary.key(name);
    text.append('[');
    if (key == TermDictionary.Key.UNLISTED) {
      text.append(AttributesJson.writeValue(AttributeValue.of(name)));
    } else {
      text.append(key.id);
    }
    String json = AttributesJson.writeValue(value);
    text.append(',').append(json).append(']');
    addInline(terms, name, value, json, key.id);
  }

  /// The attributes that a column's text says.
  public static Attributes read(String text, Terms terms) {
    return text.equals("[]")
        ? Attributes.NONE
        : Json.read(
            text,
            json -> {
              var attributes = Attributes.builder();
              while (json.nextToken() != JsonToken.END_ARRAY) {
                readElement(json, terms, attributes);
              }
              return attributes.build();
            });
  }

  /// The terms that a column's text says, as they were when it was written.
  public static void readTerms(String text, Terms keys, TermList into) {
    into.clear();
    if (!TermScan.read(text, keys, into)) {
      into.clear();
      readAnyTerms(text, keys, into);
    }
  }

  private static void readAnyTerms(String text, Terms keys, TermList into) {
    Json.read(
        text,
        json -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
              into.add(json.getIntValue());
            } else {
              boolean listed = json.nextToken() == JsonToken.VALUE_NUMBER_INT;
              int keyId = listed ? json.getIntValue() : 0;
              String key = listed ? keys.key(keyId) : json.getText();
              json.nextToken();
              AttributeValue value = AttributesJson.value(json);
              json.nextToken();
              addInline(into, key, value, AttributesJson.writeValue(value), keyId);
            }
          }
          return into;
        });
  }

  /// The terms of an attribute that is not in the dictionary. An array can be found by each of its
  /// elements.
  private static void addInline(
      TermList terms, String key, AttributeValue value, String json, int keyId) {
    if (value instanceof AttributeValue.ArrayValue(List<AttributeValue> elements)) {
      for (AttributeValue element : elements) {
        terms.add(TermList.inlineValue(key, AttributesJson.writeValue(element)));
      }
    } else {
      terms.add(TermList.inlineValue(key, json));
    }
    terms.add(TermList.inlineKey(keyId));
  }

  private static void readElement(JsonParser json, Terms terms, Attributes.Builder into)
      throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      Terms.Term term = terms.term(json.getIntValue());
      into.put(term.key(), term.value());
      return;
    }
    String key =
        json.nextToken() == JsonToken.VALUE_NUMBER_INT
            ? terms.key(json.getIntValue())
            : json.getText();
    json.nextToken();
    into.put(key, AttributesJson.value(json));
    json.nextToken();
  }

  /// What the tables `terms` and `attribute_keys` of a segment say.
  public interface Terms {
    /// The attribute with this id.
    Term term(int id);

    /// The key with this id.
    String key(int id);

    /// An attribute.
    record Term(String key, AttributeValue value) {}
  }
}
