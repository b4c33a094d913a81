package dev.skep.persistence.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.ArrayValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A span that is sent again is known by its terms, also when they were read back from its row.
final class AttributeTermsTest {
  private static final String LONG = "a".repeat(300);

  static final List<AttributeValue> NOT_IN_THE_DICTIONARY =
      Stream.of(LONG, LONG + "]", LONG + "\"]", LONG + "\\", "\\" + LONG, LONG + "\0🐝é,[")
          .map(AttributeValue::of)
          .flatMap(text -> Stream.of(text, new ArrayValue(List.of(text, AttributeValue.of(1)))))
          .toList();

  private Connection connection;
  private AttributeTerms written;

  @BeforeEach
  void open() throws SQLException {
    connection = SqliteConnections.inMemory();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE attribute_keys (id, key)");
      statement.execute("CREATE TABLE terms (id, key_id, value)");
    }
    written = new AttributeTerms(TermDictionary.of(connection));
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @FieldSource("NOT_IN_THE_DICTIONARY")
  void a_long_value_has_the_same_terms_when_read(AttributeValue value) {
    assertThatTermsAreReadAsWritten(
        Attributes.builder().put("first", value).put("key", "x").put("last", value).build());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void any_attributes_have_the_same_terms_when_read(long seed) {
    for (Span span : new GeneratedSpans(new Random(seed), 5).spans(500)) {
      assertThatTermsAreReadAsWritten(span.attributes());
    }
  }

  @Test
  void a_value_of_a_key_with_very_many_has_the_same_terms_when_read() {
    IntStream.range(0, 17_000).forEach(i -> written.write(Attributes.of("n", of(i))));

    assertThat(written.write(Attributes.of("n", of(17_000)))).isEqualTo("[[1,17000]]");
    assertThatTermsAreReadAsWritten(Attributes.of("n", of(17_000)));
    assertThatTermsAreReadAsWritten(Attributes.of("n", of(-17_000)));
    assertThatTermsAreReadAsWritten(Attributes.of("n", AttributeValue.of(1e-9)));
    assertThatTermsAreReadAsWritten(Attributes.of("n", AttributeValue.of(true)));
  }

  private static AttributeValue of(int number) {
    return AttributeValue.of(number);
  }

  @Test
  void attributes_with_the_same_hash_have_terms_of_their_own() {
    for (int again = 0; again < 2; again++) {
      assertThat(written.write(Attributes.of("Aa", AttributeValue.of("BB")))).isEqualTo("[1]");
      assertThat(written.write(Attributes.of("BB", AttributeValue.of("Aa")))).isEqualTo("[2]");
      assertThat(written.write(Attributes.of("Aa", AttributeValue.of("Aa")))).isEqualTo("[3]");
      assertThat(written.write(Attributes.of("Aa", of(2112)))).isEqualTo("[4]");
    }
  }

  private void assertThatTermsAreReadAsWritten(Attributes attributes) {
    String text = written.write(attributes);
    var read = new TermList();
    AttributeTerms.readTerms(text, keys(attributes), read);

    assertThat(numbers(read)).as(text).isEqualTo(numbers(written.terms()));
  }

  /// The keys have the numbers with which they are written now.
  private AttributeTerms.Terms keys(Attributes attributes) {
    Map<Integer, String> names = new HashMap<>();
    for (String key : attributes.keys()) {
      String text = written.write(Attributes.of(key, AttributeValue.of(LONG)));
      if (text.charAt(2) != '"') {
        names.put(Integer.valueOf(text.substring(2, text.indexOf(','))), key);
      }
    }
    written.write(attributes);
    return new AttributeTerms.Terms() {
      @Override
      public Term term(int id) {
        throw new AssertionError("nobody asks for a term");
      }

      @Override
      public String key(int id) {
        return names.get(id);
      }
    };
  }

  private static List<Integer> numbers(TermList terms) {
    return IntStream.range(0, terms.size()).map(terms::get).boxed().toList();
  }
}
