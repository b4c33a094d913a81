package dev.skep.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.EffectiveSetting;
import dev.skep.bootstrap.SettingsReport.Unusable;
import dev.skep.bootstrap.SettingsReport.Usable;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.forward.ForwardSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final long HEAP = 1L << 30;

  @Test
  void without_a_word_skep_listens_on_3051_and_takes_nothing_in() {
    Settings settings = usable(Map.of()).settings();

    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isEqualTo(3051);
    assertThat(settings.store().dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.otlp().enabled()).isFalse();
    assertThat(settings.otlp().maxBodyBytes()).isEqualTo(64L << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", " true "})
  void these_texts_switch_ingestion_on(String text) {
    assertThat(enabled(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "yes", "TRUE", "on", ""})
  void all_other_texts_leave_it_off(String text) {
    assertThat(enabled(text)).isFalse();
  }

  @Test
  void where_to_send_on_is_read_and_the_headers_are_nowhere_to_be_seen() {
    Settings settings =
        usable(
                Map.of(
                    "TRACES_FORWARD_ENDPOINT", "http://other:3051",
                    "TRACES_FORWARD_HEADERS", "X-API-Key=hush"))
            .settings();

    assertThat(settings.forward())
        .isEqualTo(
            new ForwardSettings.To(
                URI.create("http://other:3051/v1/traces"), Map.of("X-API-Key", "hush"), 64L << 20));
    assertThat(settings.toString()).doesNotContain("hush");
    assertThat(usable(Map.of("TRACES_FORWARD_HEADERS", "X-API-Key=hush")).warnings())
        .singleElement()
        .asString()
        .contains("TRACES_FORWARD_ENDPOINT")
        .doesNotContain("hush");
  }

  @Test
  void a_canary_needs_an_open_door() {
    assertThat(Settings.from(Map.of("TRACES_CANARY_MINUTES", "5"), HEAP))
        .isInstanceOfSatisfying(
            Unusable.class,
            report ->
                assertThat(report.mistakes())
                    .singleElement()
                    .asString()
                    .contains("TRACES_INGESTION_ENABLED"));
    Settings settings =
        usable(
                Map.of(
                    "TRACES_CANARY_MINUTES", "5",
                    "TRACES_INGESTION_ENABLED", "true",
                    "TRACES_INGESTION_API_KEY", " hush , other"))
            .settings();
    assertThat(settings.canary()).isEqualTo(new CanarySettings(Duration.ofMinutes(5), "hush"));
    assertThat(settings.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "TRACES_INGESTION_ENABELD, TRACES_INGESTION_ENABLED",
    "TRACES_INGESTON_API_KEY, TRACES_INGESTION_API_KEY",
    "TRACES_API_KEY, TRACES_INGESTION_API_KEY",
    "TRACES_RETENTION, TRACES_RETENTION_DAYS",
    "TRACES_SAMPLERATE, TRACES_SAMPLE_RATE",
  })
  void a_name_that_is_no_setting_stops_the_start_and_says_which_was_meant(
      String name, String meant) {
    assertThat(Settings.from(Map.of(name, "1", "PATH", "/bin", "OTEL_TRACES_EXPORTER", "x"), HEAP))
        .isEqualTo(
            new Unusable(
                List.of(name + " is not a setting of this version. Did you mean " + meant + "?")));
  }

  @Test
  void a_name_that_is_like_no_setting_gets_no_guess() {
    assertThat(Settings.from(Map.of("TRACES_WALLPAPER", "blue"), HEAP))
        .isEqualTo(
            new Unusable(
                List.of(
                    "TRACES_WALLPAPER is not a setting of this version. README.md lists all"
                        + " settings.")));
  }

  @Test
  void every_mistake_is_told_at_once() {
    Map<String, String> environment = new HashMap<>();
    environment.put("TRACES_PORT", "70000");
    environment.put("TRACES_INGEST_MAX_BODY", "much");
    environment.put("TRACES_DATA_DIR", "\0");

    assertThat(Settings.from(environment, HEAP))
        .isInstanceOfSatisfying(Unusable.class, report -> assertThat(report.mistakes()).hasSize(3));
  }

  @Test
  void a_size_may_have_a_unit() {
    assertThat(usable(Map.of("TRACES_INGEST_MAX_BODY", "20 MiB")).settings().otlp().maxBodyBytes())
        .isEqualTo(20L << 20);
    assertThat(ByteSize.parse("10GiB")).contains(new ByteSize(10L << 30));
    assertThat(ByteSize.parse("500 MB")).contains(new ByteSize(500_000_000));
    assertThat(ByteSize.parse("-1")).isEmpty();
    assertThat(ByteSize.parse("5 bananas")).isEmpty();
    assertThat(ByteSize.parse("999999999999999TiB")).isEmpty();
  }

  @Test
  void without_a_word_everything_that_is_sent_is_wanted() {
    assertThat(usable(Map.of()).settings().ingestPolicy()).isEqualTo(IngestPolicy.EVERYTHING);
    assertThat(usable(Map.of()).settings().otlp().inFlightBytes()).isEqualTo(HEAP / 4);
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.25", "0, 0", "1.0, 1", ".5, 0.5", "'', 1"})
  void a_sample_rate_is_a_share(String text, double share) {
    assertThat(usable(Map.of("TRACES_SAMPLE_RATE", text)).settings().ingestPolicy().sampleRate())
        .isEqualTo(new SampleRate(share));
  }

  @Test
  void a_limit_of_zero_is_none() {
    assertThat(spanRate("0")).isEqualTo(new SpanRate.Unlimited());
    assertThat(spanRate("500")).isEqualTo(new SpanRate.PerSecond(500));
  }

  @ParameterizedTest
  @CsvSource({
    "TRACES_SAMPLE_RATE, 1.5",
    "TRACES_SAMPLE_RATE, -0.1",
    "TRACES_SAMPLE_RATE, NaN",
    "TRACES_SAMPLE_RATE, 10%",
    "TRACES_SAMPLE_RATE, '0,5'",
    "TRACES_INGEST_MAX_SPANS_PER_SEC, -1",
    "TRACES_INGEST_MAX_SPANS_PER_SEC, 1.5",
    "TRACES_INGEST_MAX_SPANS_PER_SEC, 3000000000"
  })
  void a_bad_guardrail_stops_the_start_with_one_line(String name, String value) {
    assertThat(Settings.from(Map.of(name, value), HEAP))
        .isInstanceOfSatisfying(
            Unusable.class,
            report ->
                assertThat(report.mistakes())
                    .singleElement()
                    .asString()
                    .startsWith(name + " must be ")
                    .endsWith("not \"" + value + "\".")
                    .doesNotContain("\n"));
  }

  @Test
  void effective_settings_show_what_counts_and_no_secret() {
    List<EffectiveSetting> all =
        usable(
                Map.of(
                    "TRACES_PORT", " 80 ",
                    "TRACES_INGESTION_API_KEY", "hush,hash",
                    "TRACES_EXPLORER_TOKEN", "hush-0123456789-hush"))
            .settings()
            .all();

    assertThat(all).extracting(EffectiveSetting::name).isEqualTo(SettingNames.all());
    assertThat(all)
        .contains(
            new EffectiveSetting("TRACES_PORT", "80", true),
            new EffectiveSetting("TRACES_HOST", "0.0.0.0", false),
            new EffectiveSetting("TRACES_EXPLORER_TOKEN", "••••••••", true),
            new EffectiveSetting("TRACES_INGESTION_API_KEY", "••••••••", true));
    assertThat(all.toString()).doesNotContain("hush", "hash");
  }

  private static SpanRate spanRate(String text) {
    return usable(Map.of("TRACES_INGEST_MAX_SPANS_PER_SEC", text))
        .settings()
        .ingestPolicy()
        .spanRate();
  }

  private static boolean enabled(String text) {
    return usable(Map.of("TRACES_INGESTION_ENABLED", text, "TRACES_INGESTION_API_KEY", "k"))
        .settings()
        .otlp()
        .enabled();
  }

  private static Usable usable(Map<String, String> environment) {
    return (Usable) Settings.from(environment, HEAP);
  }
}
