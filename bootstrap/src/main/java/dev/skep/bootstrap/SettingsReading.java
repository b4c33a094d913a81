package dev.skep.bootstrap;

import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.forward.ForwardSettings;
import dev.skep.otlp.ApiKeys;
import dev.skep.otlp.OtlpSettings;
import dev.skep.persistence.StoreSettings;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads all settings from their texts.
final class SettingsReading {
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{0,20})?|\\.\\d{1,20}");

  private static final int SHORTEST_SECRET = 16;
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_CANARY_MINUTES = 1_440;
  private static final int FEWEST_SEGMENT_SPANS = 1_000;
  private static final int MOST_SEGMENT_SPANS = 10_000_000;

  private final SettingTexts texts;
  private final long maxHeap;

  /// @param maxHeap the most memory that this process may use, in bytes; some defaults follow it
  SettingsReading(SettingTexts texts, long maxHeap) {
    this.texts = texts;
    this.maxHeap = maxHeap;
  }

  SettingsReport report() {
    ReadingSettings reading = new AccessReading(texts).settings();
    Settings settings =
        new Settings(
            texts.text(Setting.TRACES_HOST),
            port(),
            store(),
            new OtlpSettings(
                ingestionEnabled(),
                apiKeys(),
                reading.proxies(),
                maxBody(),
                OtlpSettings.defaultInFlightBytes(maxHeap),
                texts.truth(Setting.TRACES_MASK_SECRETS)),
            new IngestPolicy(sampleRate(), spanRate()),
            texts.truth(Setting.TRACES_OWN_TRACES),
            canary(),
            forward(),
            reading,
            texts.effective());
    return texts.report(settings);
  }

  // The specification lets nothing but these two texts open the door, so "yes" is off, not a
  // mistake.
  private boolean ingestionEnabled() {
    String value = texts.text(Setting.TRACES_INGESTION_ENABLED);
    return value.equals("true") || value.equals("1");
  }

  private ApiKeys apiKeys() {
    ApiKeys keys = ApiKeys.parse(texts.text(Setting.TRACES_INGESTION_API_KEY));
    if (ingestionEnabled() && keys.isEmpty()) {
      texts.warning(
          "TRACES_INGESTION_API_KEY is empty, so every sender is refused. Set it to a secret of"
              + " your own.");
    }
    if (keyTexts().anyMatch(key -> key.length() < SHORTEST_SECRET)) {
      texts.warning(
          "TRACES_INGESTION_API_KEY has a key shorter than 16 characters: easy to guess.");
    }
    return keys;
  }

  private Stream<String> keyTexts() {
    return Arrays.stream(texts.text(Setting.TRACES_INGESTION_API_KEY).split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty());
  }

  private CanarySettings canary() {
    int minutes = texts.number(Setting.TRACES_CANARY_MINUTES, 0, MOST_CANARY_MINUTES);
    String key = keyTexts().findFirst().orElse("");
    if (minutes > 0 && !(ingestionEnabled() && !key.isEmpty())) {
      texts.mistake(
          "TRACES_CANARY_MINUTES needs an ingest door that is open: TRACES_INGESTION_ENABLED and"
              + " TRACES_INGESTION_API_KEY.");
    }
    return new CanarySettings(Duration.ofMinutes(minutes), key);
  }

  private ForwardSettings forward() {
    String value = texts.text(Setting.TRACES_FORWARD_ENDPOINT);
    Optional<Map<String, String>> headers =
        ForwardText.headers(texts.text(Setting.TRACES_FORWARD_HEADERS));
    if (headers.isEmpty()) {
      texts.mistake(
          "TRACES_FORWARD_HEADERS must be written name=value,other=value, and cannot set what"
              + " the request itself says.");
    }
    if (value.isEmpty()) {
      if (headers.isPresent() && !headers.get().isEmpty()) {
        texts.warning("TRACES_FORWARD_HEADERS does nothing without TRACES_FORWARD_ENDPOINT.");
      }
      return new ForwardSettings.Off();
    }
    Optional<URI> endpoint = ForwardText.endpoint(value);
    if (endpoint.isEmpty()) {
      texts.mistake(
          "TRACES_FORWARD_ENDPOINT must be an address such as https://otlp.example.com without"
              + " user, password and query; secrets go to TRACES_FORWARD_HEADERS.");
      return new ForwardSettings.Off();
    }
    return new ForwardSettings.To(
        endpoint.get(), headers.orElse(Map.of()), ForwardSettings.To.defaultQueueBytes(maxHeap));
  }

  private int port() {
    return texts.number(Setting.TRACES_PORT, 0, 65_535);
  }

  private StoreSettings store() {
    RetentionPolicy retention = new RetentionPolicy(retentionAge(), maxDisk());
    return new StoreSettings(dataDirectory(), retention, segments(retention));
  }

  private Duration retentionAge() {
    return Duration.ofDays(texts.number(Setting.TRACES_RETENTION_DAYS, 1, MOST_DAYS));
  }

  private long maxDisk() {
    String value = texts.text(Setting.TRACES_MAX_DISK);
    Optional<ByteSize> size = ByteSize.parse(value);
    if (size.isPresent() && size.get().bytes() >= RetentionPolicy.SMALLEST) {
      return size.get().bytes();
    }
    texts.mistake(
        "TRACES_MAX_DISK must be a size of at least 128MiB such as 10GiB, not \"" + value + "\".");
    return RetentionPolicy.SMALLEST;
  }

  private SegmentLimits segments(RetentionPolicy retention) {
    return texts.text(Setting.TRACES_SEGMENT_MAX_SPANS).isEmpty()
        ? SegmentLimits.forHeap(maxHeap, retention.maxBytes())
        : SegmentLimits.ofSpans(
            texts.number(
                Setting.TRACES_SEGMENT_MAX_SPANS, FEWEST_SEGMENT_SPANS, MOST_SEGMENT_SPANS),
            retention.maxBytes());
  }

  private Path dataDirectory() {
    String value = texts.text(Setting.TRACES_DATA_DIR);
    try {
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      texts.mistake("TRACES_DATA_DIR is not the name of a folder: \"" + value + "\".");
      return Path.of("");
    }
  }

  private long maxBody() {
    String value = texts.text(Setting.TRACES_INGEST_MAX_BODY);
    if (value.isEmpty()) {
      return OtlpSettings.defaultMaxBodyBytes(maxHeap);
    }
    Optional<ByteSize> size = ByteSize.parse(value);
    if (size.isPresent()
        && size.get().bytes() >= 1
        && size.get().bytes() <= Integer.MAX_VALUE / 2) {
      return size.get().bytes();
    }
    texts.mistake(
        "TRACES_INGEST_MAX_BODY must be a size of at most 1 GiB such as 16MiB, not \""
            + value
            + "\".");
    return 1;
  }

  private SampleRate sampleRate() {
    String value = texts.text(Setting.TRACES_SAMPLE_RATE);
    // Java also reads 0x1p-2, 1f and NaN, which nobody means.
    if (DECIMAL.matcher(value).matches()) {
      double share = Double.parseDouble(value);
      if (share <= 1) {
        return new SampleRate(share);
      }
    }
    texts.mistake(
        "TRACES_SAMPLE_RATE must be a number from 0 (keep no trace) to 1 (keep all) such as 0.25,"
            + " not \""
            + value
            + "\".");
    return SampleRate.ALL;
  }

  private SpanRate spanRate() {
    String value = texts.text(Setting.TRACES_INGEST_MAX_SPANS_PER_SEC);
    try {
      int spans = Integer.parseInt(value);
      if (spans >= 0) {
        return spans == 0 ? new SpanRate.Unlimited() : new SpanRate.PerSecond(spans);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    texts.mistake(
        "TRACES_INGEST_MAX_SPANS_PER_SEC must be a whole number from 0 (no limit) to 2147483647,"
            + " not \""
            + value
            + "\".");
    return new SpanRate.Unlimited();
  }
}
