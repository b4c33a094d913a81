package dev.skep.web.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Agent;
import dev.skep.domain.trace.Attributes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WordsTest {
  private static final Instant NOW = Instant.parse("2026-03-17T12:00:00Z");

  @Test
  void ages_have_one_unit() {
    assertThat(Elapsed.since(NOW.plusSeconds(5), NOW)).isEqualTo("just now");
    assertThat(Elapsed.since(NOW.minusSeconds(7), NOW)).isEqualTo("7 s ago");
    assertThat(Elapsed.since(NOW.minusSeconds(119), NOW)).isEqualTo("119 s ago");
    assertThat(Elapsed.since(NOW.minusSeconds(7199), NOW)).isEqualTo("119 m ago");
    assertThat(Elapsed.since(NOW.minusSeconds(190), NOW)).isEqualTo("3 m ago");
    assertThat(Elapsed.since(NOW.minusSeconds(47 * 3600), NOW)).isEqualTo("47 h ago");
    assertThat(Elapsed.since(NOW.minusSeconds(48 * 3600), NOW)).isEqualTo("2 d ago");
    assertThat(Elapsed.until(NOW.plusSeconds(240), NOW)).isEqualTo("in 4 m");
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
