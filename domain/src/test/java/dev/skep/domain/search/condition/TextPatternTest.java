package dev.skep.domain.search.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextPatternTest {
  @ParameterizedTest
  @CsvSource({
    "GET.*, GET /, true",
    "GET, GET /, false",
    "a|b, b, true",
    "a|b, ab, false",
    "(?i)nginx, NGINX, true",
    "'[0-9a-f]{8}-[0-9a-f]{4}', 0af76519-16cd, true",
    "'\\p{Lu}+', ÄÖÜ, true",
    "'', '', true"
  })
  void the_whole_text_must_match(String pattern, String text, boolean matches) {
    assertThat(TextPattern.of(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void patterns_are_equal_when_they_are_written_alike() {
    assertThat(TextPattern.of("a+")).isEqualTo(TextPattern.of("a+")).hasToString("a+");
    assertThat(TextPattern.of("a+")).isNotEqualTo(TextPattern.of("aa*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(((((((((x{9}){9}){9}){9}){9}){9}){9}){9}){9}){9}",
        "[[:alpha:]\\]]{1000}\\pL{1000}\\p{Greek}{1000}",
        "(a{50,}|b){60}",
        "\\Qab\\E{1000}(c{1000}){2}",
        "(?:(?i)x{500}){500}",
        "((((((((((a{2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}",
        "a{1000}{1000}"
      })
  @Timeout(60)
  void patterns_that_become_too_large_are_refused_before_they_are_made(String pattern) {
    assertThat(TextPattern.read(pattern)).isEqualTo(new TextPattern.Refused("repeats too much"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "a{2", "*", "(?=a)", "\\1", "a**", "\\", "(?<n", "x{2,1}"})
  void what_is_no_pattern_is_refused_or_taken_as_it_stands(String pattern) {
    switch (TextPattern.read(pattern)) {
      case TextPattern.Refused(String reason) ->
          assertThat(reason).startsWith("is not a regular expression: ");
      case TextPattern.Understood(TextPattern understood) ->
          assertThat(understood.matches(pattern)).isTrue();
    }
  }

  @Test
  void long_patterns_are_refused() {
    assertThat(TextPattern.read("x".repeat(TextPattern.MAX_LENGTH)))
        .isInstanceOf(TextPattern.Understood.class);
    assertThat(TextPattern.read("x".repeat(TextPattern.MAX_LENGTH + 1)))
        .isEqualTo(new TextPattern.Refused("is longer than 512 characters"));
  }

  @Test
  @Timeout(60)
  void a_pattern_that_others_choke_on_takes_its_time_and_no_more() {
    assertThat(TextPattern.of("(a+)+b").matches("a".repeat(16_384))).isFalse();
    assertThat(TextPattern.of("(a?){30}a{30}").matches("a".repeat(30))).isTrue();
    assertThat(TextPattern.of(".*".repeat(250) + "x").matches("a".repeat(16_384))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @Timeout(60)
  void any_text_is_read_as_a_pattern_or_refused(long seed) {
    String[] parts = {
      "a",
      "b",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "{2}",
      "{1000}",
      "{3,}",
      "{2,900}",
      "|",
      "*",
      "+",
      "?",
      "\\",
      "\\Q",
      "\\E",
      "\\p",
      "{Greek}",
      "\\x{1f680}",
      "^",
      "$",
      ".",
      "[:alpha:]",
      "(?i)",
      "(?:",
      "(?P<n>",
      "-",
      ",",
      "9",
      "\ud83d\ude80",
      "ü"
    };
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      if (TextPattern.read(text.toString())
          instanceof TextPattern.Understood(TextPattern pattern)) {
        assertThat(pattern.text()).isEqualTo(text.toString());
      }
    }
  }
}
