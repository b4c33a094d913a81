package dev.skep.web.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Agent;
import dev.skep.domain.trace.Attributes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
  private static final Instant NOW = Instant.parse("2026-03-17T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "-5, just now",
    "0, just now",
    "7, 7 s ago",
    "119, 119 s ago",
    "120, 2 m ago",
    "3599, 59 m ago",
    "3600, 1 h ago",
    "4999, 1 h 23 m ago",
    "7199, 1 h 59 m ago",
    "93600, 26 h ago",
    "172799, 47 h 59 m ago",
    "172800, 2 d ago",
    "1000000, 11 d ago",
  })
  void ages_are_as_exact_as_one_reads_them(long seconds, String words) {
    assertThat(Elapsed.since(NOW.minusSeconds(seconds), NOW)).isEqualTo(words);
  }

  @Test
  void so_is_what_is_yet_to_come() {
    assertThat(Elapsed.until(NOW.plusSeconds(240), NOW)).isEqualTo("in 4 m");
    assertThat(Elapsed.until(NOW.plusSeconds(5_000), NOW)).isEqualTo("in 1 h 23 m");
    assertThat(Elapsed.until(NOW.minusSeconds(1), NOW)).isEqualTo("now");
  }

  @Test
  void sizes_have_three_digits_and_their_unit() {
    assertThat(Sizes.of(0)).isEqualTo("0 B");
    assertThat(Sizes.of(812)).isEqualTo("812 B");
    assertThat(Sizes.of(1000)).isEqualTo("0.98 KiB");
    assertThat(Sizes.of(8_000_000)).isEqualTo("7.63 MiB");
    assertThat(Sizes.of(418L << 20)).isEqualTo("418 MiB");
    assertThat(Sizes.of(10L << 30)).isEqualTo("10.0 GiB");
    assertThat(Sizes.of(Long.MAX_VALUE)).isEqualTo("8190 PiB");
  }

  @Test
  void agents_are_called_what_people_call_them() {
    assertThat(words("beyla", "go", "v2.8.5")).isEqualTo("Beyla 2.8.5");
    assertThat(words("opentelemetry-ebpf-instrumentation", "", "v0.6.0")).isEqualTo("OBI 0.6.0");
    assertThat(words("opentelemetry", "nodejs", "2.12.0")).isEqualTo("SDK nodejs 2.12.0");
    assertThat(words("acme", "", "")).isEqualTo("acme");
    assertThat(words("", "", "")).isEmpty();
  }

  private static String words(String name, String language, String version) {
    return AgentWords.of(
        Agent.of(
            Attributes.builder()
                .put("telemetry.sdk.name", name)
                .put("telemetry.sdk.language", language)
                .put("telemetry.sdk.version", version)
                .build()));
  }
}
