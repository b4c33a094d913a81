package dev.skep.bootstrap;

import dev.skep.application.EffectiveSetting;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.forward.ForwardSettings;
import dev.skep.otlp.ApiKeys;
import dev.skep.otlp.OtlpSettings;
import dev.skep.persistence.StoreSettings;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import dev.skep.web.access.AddressRanges;
import dev.skep.web.access.KnownHosts;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How this Skep was told to run.
///
/// @param host address to listen on
/// @param port port to listen on; 0 picks a free one
/// @param store where and how long everything is kept
/// @param otlp how spans are taken in
/// @param ingestPolicy how many of them are wanted
/// @param ownTraces whether Skep records what it does itself
/// @param canary how Skep is to send itself traces and look for them
/// @param forward where what is stored is sent on to
/// @param reading who may read
/// @param all every setting with the value that it has
public record Settings(
    String host,
    int port,
    StoreSettings store,
    OtlpSettings otlp,
    IngestPolicy ingestPolicy,
    boolean ownTraces,
    CanarySettings canary,
    ForwardSettings forward,
    ReadingSettings reading,
    List<EffectiveSetting> all) {
  /// Reads the settings from environment variables.
  ///
  /// @param maxHeap the most memory that this process may use, in bytes; some defaults follow it
  public static SettingsReport from(Map<String, String> environment, long maxHeap) {
    return new Reading(environment).settings(maxHeap);
  }

  private static final class Reading {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{0,20})?|\\.\\d{1,20}");

    private static final Pattern TOKEN = Pattern.compile("[!-~]{0,256}");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int SHORTEST_GOOD_SECRET = 16;
    private static final String MASK = "••••••••";

    private static final int MOST_DAYS = 36_500;
    private static final int MOST_CANARY_MINUTES = 1_440;
    private static final int FEWEST_SEGMENT_SPANS = 1_000;
    private static final int MOST_SEGMENT_SPANS = 10_000_000;

    private final Map<String, String> environment;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Reading(Map<String, String> environment) {
      this.environment = environment;
    }

    SettingsReport settings(long maxHeap) {
      Settings settings =
          new Settings(
              text(Setting.TRACES_HOST),
              port(),
              store(maxHeap),
              new OtlpSettings(
                  ingestionEnabled(),
                  apiKeys(),
                  maxBody(maxHeap),
                  OtlpSettings.defaultInFlightBytes(maxHeap),
                  truth(Setting.TRACES_MASK_SECRETS)),
              new IngestPolicy(sampleRate(), spanRate()),
              truth(Setting.TRACES_OWN_TRACES),
              canary(),
              forward(maxHeap),
              reading(),
              effective());
      mistakes.addAll(UnknownNames.mistakes(environment.keySet()));
      return mistakes.isEmpty()
          ? new SettingsReport.Usable(settings, List.copyOf(warnings))
          : new SettingsReport.Unusable(List.copyOf(mistakes));
    }

    private String text(Setting setting) {
      String value = environment.getOrDefault(setting.name(), "").strip();
      return value.isEmpty() ? setting.defaultValue() : value;
    }

    // The specification lets nothing but these two texts open the door, so "yes" is off, not a
    // mistake.
    private boolean ingestionEnabled() {
      String value = text(Setting.TRACES_INGESTION_ENABLED);
      return value.equals("true") || value.equals("1");
    }

    private ApiKeys apiKeys() {
      ApiKeys keys = ApiKeys.parse(text(Setting.TRACES_INGESTION_API_KEY));
      if (ingestionEnabled() && keys.isEmpty()) {
        warnings.add(
            "TRACES_INGESTION_API_KEY is empty, so every sender is refused. Set it to a secret of"
                + " your own.");
      }
      return keys;
    }

    private CanarySettings canary() {
      int minutes = number(Setting.TRACES_CANARY_MINUTES, 0, MOST_CANARY_MINUTES);
      String key =
          Arrays.stream(text(Setting.TRACES_INGESTION_API_KEY).split(",", -1))
              .map(String::strip)
              .filter(one -> !one.isEmpty())
              .findFirst()
              .orElse("");
      if (minutes > 0 && !(ingestionEnabled() && !key.isEmpty())) {
        mistakes.add(
            "TRACES_CANARY_MINUTES needs an ingest door that is open: TRACES_INGESTION_ENABLED and"
                + " TRACES_INGESTION_API_KEY.");
      }
      return new CanarySettings(Duration.ofMinutes(minutes), key);
    }

    private ForwardSettings forward(long maxHeap) {
      String value = text(Setting.TRACES_FORWARD_ENDPOINT);
      Optional<Map<String, String>> headers =
          ForwardText.headers(text(Setting.TRACES_FORWARD_HEADERS));
      if (headers.isEmpty()) {
        mistakes.add(
            "TRACES_FORWARD_HEADERS must be written name=value,other=value, and cannot set what"
                + " the request itself says.");
      }
      if (value.isEmpty()) {
        if (headers.isPresent() && !headers.get().isEmpty()) {
          warnings.add("TRACES_FORWARD_HEADERS does nothing without TRACES_FORWARD_ENDPOINT.");
        }
        return new ForwardSettings.Off();
      }
      Optional<URI> endpoint = ForwardText.endpoint(value);
      if (endpoint.isEmpty()) {
        mistakes.add(
            "TRACES_FORWARD_ENDPOINT must be an address such as https://otlp.example.com without"
                + " user, password and query; secrets go to TRACES_FORWARD_HEADERS.");
        return new ForwardSettings.Off();
      }
      return new ForwardSettings.To(
          endpoint.get(), headers.orElse(Map.of()), ForwardSettings.To.defaultQueueBytes(maxHeap));
    }

    private ReadingSettings reading() {
      ReadingSettings.Auth auth = auth();
      AddressRanges proxies = trustedProxies();
      if (auth == ReadingSettings.Auth.PROXY && proxies.isEmpty()) {
        mistakes.add(
            "TRACES_EXPLORER_AUTH=proxy needs TRACES_TRUSTED_PROXIES: the addresses of the proxies"
                + " that vouch for readers.");
      }
      if (auth == ReadingSettings.Auth.NONE) {
        warnings.add(
            "TRACES_EXPLORER_AUTH=none: everybody who reaches the port may read, pin and delete"
                + " every trace.");
      }
      return new ReadingSettings(
          auth,
          explorerToken(),
          userHeader(),
          proxies,
          KnownHosts.and(text(Setting.TRACES_ALLOWED_HOSTS)));
    }

    private ReadingSettings.Auth auth() {
      String value = text(Setting.TRACES_EXPLORER_AUTH);
      for (ReadingSettings.Auth auth : ReadingSettings.Auth.values()) {
        if (auth.name().equalsIgnoreCase(value)) {
          return auth;
        }
      }
      mistakes.add("TRACES_EXPLORER_AUTH must be token, proxy or none, not \"" + value + "\".");
      return ReadingSettings.Auth.TOKEN;
    }

    private String explorerToken() {
      String token = text(Setting.TRACES_EXPLORER_TOKEN);
      if (!TOKEN.matcher(token).matches()) {
        mistakes.add("TRACES_EXPLORER_TOKEN must be at most 256 ASCII characters without blanks.");
      } else if (!token.isEmpty() && token.length() < SHORTEST_GOOD_SECRET) {
        warnings.add(
            "TRACES_EXPLORER_TOKEN is shorter than 16 characters and may be guessed. \"openssl rand"
                + " -hex 24\" makes a good one.");
      }
      if (!token.isEmpty()
          && ApiKeys.parse(text(Setting.TRACES_INGESTION_API_KEY)).contains(token)) {
        mistakes.add(
            "TRACES_EXPLORER_TOKEN must be another one than TRACES_INGESTION_API_KEY: who sends is"
                + " not to read, and who reads is not to send.");
      }
      return token;
    }

    private String userHeader() {
      String name = text(Setting.TRACES_PROXY_USER_HEADER);
      if (!HEADER_NAME.matcher(name).matches()) {
        mistakes.add(
            "TRACES_PROXY_USER_HEADER must be the name of a header, not \"" + name + "\".");
        return Setting.TRACES_PROXY_USER_HEADER.defaultValue();
      }
      return name;
    }

    private AddressRanges trustedProxies() {
      String value = text(Setting.TRACES_TRUSTED_PROXIES);
      Optional<AddressRanges> ranges = AddressRanges.parse(value);
      if (ranges.isEmpty()) {
        mistakes.add(
            "TRACES_TRUSTED_PROXIES must be addresses or ranges such as 10.0.0.0/8, separated by"
                + " commas, not \""
                + value
                + "\".");
      }
      return ranges.orElse(AddressRanges.NONE);
    }

    private List<EffectiveSetting> effective() {
      return Arrays.stream(Setting.values())
          .map(setting -> {
            boolean isSet = !environment.getOrDefault(setting.name(), "").isBlank();
            return new EffectiveSetting(
                setting.name(), isSet && setting.isSecret() ? MASK : text(setting), isSet);
          })
          .toList();
    }

    private int port() {
      return number(Setting.TRACES_PORT, 0, 65_535);
    }

    private StoreSettings store(long maxHeap) {
      RetentionPolicy retention = new RetentionPolicy(retentionAge(), maxDisk());
      return new StoreSettings(dataDirectory(), retention, segments(maxHeap, retention));
    }

    private Duration retentionAge() {
      return Duration.ofDays(number(Setting.TRACES_RETENTION_DAYS, 1, MOST_DAYS));
    }

    private long maxDisk() {
      String value = text(Setting.TRACES_MAX_DISK);
      Optional<ByteSize> size = ByteSize.parse(value);
      if (size.isPresent() && size.get().bytes() >= RetentionPolicy.SMALLEST) {
        return size.get().bytes();
      }
      mistakes.add(
          "TRACES_MAX_DISK must be a size of at least 128MiB such as 10GiB, not \""
              + value
              + "\".");
      return RetentionPolicy.SMALLEST;
    }

    private SegmentLimits segments(long maxHeap, RetentionPolicy retention) {
      return text(Setting.TRACES_SEGMENT_MAX_SPANS).isEmpty()
          ? SegmentLimits.forHeap(maxHeap, retention.maxBytes())
          : SegmentLimits.ofSpans(
              number(Setting.TRACES_SEGMENT_MAX_SPANS, FEWEST_SEGMENT_SPANS, MOST_SEGMENT_SPANS),
              retention.maxBytes());
    }

    private boolean truth(Setting setting) {
      String value = text(setting);
      if (!value.equals("true") && !value.equals("false")) {
        mistakes.add(setting + " must be true or false, not \"" + value + "\".");
      }
      return value.equals("true");
    }

    private int number(Setting setting, int least, int most) {
      String value = text(setting);
      try {
        int number = Integer.parseInt(value);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      mistakes.add(
          "%s must be a number from %d to %d, not \"%s\".".formatted(setting, least, most, value));
      return least;
    }

    private Path dataDirectory() {
      String value = text(Setting.TRACES_DATA_DIR);
      try {
        return Path.of(value).toAbsolutePath().normalize();
      } catch (InvalidPathException e) {
        mistakes.add("TRACES_DATA_DIR is not the name of a folder: \"" + value + "\".");
        return Path.of("");
      }
    }

    private long maxBody(long maxHeap) {
      String value = text(Setting.TRACES_INGEST_MAX_BODY);
      if (value.isEmpty()) {
        return OtlpSettings.defaultMaxBodyBytes(maxHeap);
      }
      Optional<ByteSize> size = ByteSize.parse(value);
      if (size.isPresent()
          && size.get().bytes() >= 1
          && size.get().bytes() <= Integer.MAX_VALUE / 2) {
        return size.get().bytes();
      }
      mistakes.add(
          "TRACES_INGEST_MAX_BODY must be a size of at most 1 GiB such as 16MiB, not \""
              + value
              + "\".");
      return 1;
    }

    private SampleRate sampleRate() {
      String value = text(Setting.TRACES_SAMPLE_RATE);
      // Java also reads 0x1p-2, 1f and NaN, which nobody means.
      if (DECIMAL.matcher(value).matches()) {
        double share = Double.parseDouble(value);
        if (share <= 1) {
          return new SampleRate(share);
        }
      }
      mistakes.add(
          "TRACES_SAMPLE_RATE must be a number from 0 (keep no trace) to 1 (keep all) such as 0.25,"
              + " not \""
              + value
              + "\".");
      return SampleRate.ALL;
    }

    private SpanRate spanRate() {
      String value = text(Setting.TRACES_INGEST_MAX_SPANS_PER_SEC);
      try {
        int spans = Integer.parseInt(value);
        if (spans >= 0) {
          return spans == 0 ? new SpanRate.Unlimited() : new SpanRate.PerSecond(spans);
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      mistakes.add(
          "TRACES_INGEST_MAX_SPANS_PER_SEC must be a whole number from 0 (no limit) to 2147483647,"
              + " not \""
              + value
              + "\".");
      return new SpanRate.Unlimited();
    }
  }
}
