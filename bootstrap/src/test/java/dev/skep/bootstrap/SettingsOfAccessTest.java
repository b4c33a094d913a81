package dev.skep.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.bootstrap.SettingsReport.Unusable;
import dev.skep.bootstrap.SettingsReport.Usable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys and tokens: who may send, who may read, and what the start says of it.
final class SettingsOfAccessTest {
  private static final long HEAP = 1L << 30;

  @Test
  void ingestion_without_a_key_is_warned_of() {
    assertThat(usable(Map.of("TRACES_INGESTION_ENABLED", "true")).warnings())
        .singleElement()
        .asString()
        .contains("TRACES_INGESTION_API_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789abcde, 1",
    "'0123456789abcdef,0123456789', 1",
    "'0123456789abcdef, 0123456789abcdefg,', 0",
    "'', 0"
  })
  void an_ingest_key_that_is_easy_to_guess_is_warned_of(String keys, int warnings) {
    List<String> told = usable(Map.of("TRACES_INGESTION_API_KEY", keys)).warnings();

    assertThat(told).hasSize(warnings);
    assertThat(told)
        .allSatisfy(
            line -> assertThat(line).contains("shorter than 16").doesNotContain("0123456789"));
  }

  @Test
  void no_text_of_the_settings_shows_a_key() {
    Settings settings =
        usable(
                Map.of(
                    "TRACES_INGESTION_ENABLED", "1",
                    "TRACES_INGESTION_API_KEY", "hush",
                    "TRACES_EXPLORER_TOKEN", "hush-0123456789-hush"))
            .settings();

    assertThat(settings.toString()).doesNotContain("hush");
  }

  @Test
  void without_a_word_a_token_is_made_and_needed() {
    ReadingSettings reading = usable(Map.of()).settings().reading();

    assertThat(reading.auth()).isEqualTo(ReadingSettings.Auth.TOKEN);
    assertThat(reading.makesToken()).isTrue();
    assertThat(usable(Map.of("TRACES_EXPLORER_AUTH", "Token")).settings().reading().needsToken())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRACES_EXPLORER_AUTH=password                      | TRACES_EXPLORER_AUTH must be token",
        "TRACES_EXPLORER_AUTH=proxy                         | needs TRACES_TRUSTED_PROXIES",
        "TRACES_TRUSTED_PROXIES=proxy.example               | TRACES_TRUSTED_PROXIES must be",
        "TRACES_PROXY_USER_HEADER=X-User: x                 | TRACES_PROXY_USER_HEADER must be",
        "TRACES_EXPLORER_TOKEN=two words that are long       | must be at most 256 ASCII",
        "TRACES_EXPLORER_TOKEN=b TRACES_INGESTION_API_KEY=a,b | must be another one"
      })
  void a_bad_setting_of_access_stops_the_start_with_one_line(String settings, String mistake) {
    Map<String, String> environment = new HashMap<>();
    for (String setting : settings.split(" (?=TRACES)", -1)) {
      int equals = setting.indexOf('=');
      environment.put(setting.substring(0, equals), setting.substring(equals + 1).strip());
    }

    assertThat(Settings.from(environment, HEAP))
        .isInstanceOfSatisfying(
            Unusable.class,
            report -> {
              assertThat(report.mistakes()).singleElement().asString().contains(mistake);
              assertThat(report.mistakes().getFirst()).doesNotContain("two words", "\n");
            });
  }

  @Test
  void an_open_explorer_and_a_short_token_are_warned_of() {
    assertThat(usable(Map.of("TRACES_EXPLORER_AUTH", "none")).warnings())
        .singleElement()
        .asString()
        .contains("everybody");
    assertThat(usable(Map.of("TRACES_EXPLORER_TOKEN", "0123456789abcde")).warnings())
        .singleElement()
        .asString()
        .contains("shorter than 16")
        .doesNotContain("0123");
    assertThat(usable(Map.of("TRACES_EXPLORER_TOKEN", "0123456789abcdef")).warnings()).isEmpty();
  }

  private static Usable usable(Map<String, String> environment) {
    return (Usable) Settings.from(environment, HEAP);
  }
}
