package dev.skep.domain.search.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.condition.GeneratedConditions;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.trace.GeneratedSpans;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the text is, reading it ends soon, with a query or with a mistake that lies within it.
final class TraceQlFuzzTest {
  private static final String[] WORDS = {
    "{",
    "}",
    "(",
    ")",
    "&&",
    "||",
    "!",
    "=",
    "!=",
    ">",
    ">=",
    "<",
    "=~",
    "!~",
    ">>",
    "&>>",
    "&>",
    "|",
    ",",
    ".",
    "span.",
    "resource.",
    "event.",
    "a",
    "name",
    "status",
    "error",
    "kind",
    "server",
    "duration",
    "nil",
    "true",
    "select",
    "with",
    "\"",
    "`",
    "\\",
    "\"a\"",
    "1",
    "-1.5",
    "1e9",
    "10ms",
    "1h",
    " ",
    "\n",
    "ü",
    "\ud83d\ude80",
    "\ud83d",
    "\0",
    "{99}",
    "[",
    "(?i)"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Timeout(60)
  void words_in_any_order_are_read(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      var text = new StringBuilder(random.nextBoolean() ? "{" : "");
      for (int n = random.nextInt(25); n > 0; n--) {
        text.append(WORDS[random.nextInt(WORDS.length)]);
        if (random.nextInt(3) == 0) {
          text.append(' ');
        }
      }
      check(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  @Timeout(60)
  void damaged_queries_are_read(long seed) {
    Random random = new Random(seed);
    var conditions = new GeneratedConditions(random, new GeneratedSpans(random, 5));
    for (int i = 0; i < 10_000; i++) {
      var text = new StringBuilder(TraceQl.write(conditions.spanset()));
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, (char) random.nextInt(0x250));
          case 2 -> text.insert(at, WORDS[random.nextInt(WORDS.length)]);
          default -> text.setLength(at + 1);
        }
        text.append(text.isEmpty() ? " " : "");
      }
      check(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "(",
        "!",
        "{!",
        "\"",
        "-",
        ".",
        "1",
        "1.",
        "1ms",
        "&&",
        ">",
        "\\",
        "{}>>",
        "a",
        "|",
        "|select(",
        ".\"\"",
        "{.a=~\"((a{9}){9}){9}\"}||"
      })
  @Timeout(60)
  void repetitions_of_any_length_are_read(String word) {
    for (int length : new int[] {10, 1_000, TraceQl.MAX_LENGTH, 200_000}) {
      check(word.repeat(length / word.length()));
    }
  }

  private static void check(String text) {
    switch (TraceQl.read(text)) {
      case TraceQl.Mistake(int column, String message) -> {
        assertThat(column).as(text).isBetween(1, text.length() + 1);
        assertThat(message).isNotBlank().hasSizeLessThan(200);
      }
      case TraceQl.Query(SpansetCondition spans, var hints) ->
          assertThat(TraceQl.read(TraceQl.write(spans)))
              .as(text)
              .isInstanceOfSatisfying(
                  TraceQl.Query.class, again -> assertThat(again.spans()).isEqualTo(spans));
    }
  }
}
