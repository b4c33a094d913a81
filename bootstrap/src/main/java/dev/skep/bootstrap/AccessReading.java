package dev.skep.bootstrap;

import dev.skep.application.access.AddressRanges;
import dev.skep.application.access.SecretDigest;
import dev.skep.otlp.ApiKeys;
import dev.skep.web.access.KnownHosts;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads who may read.
final class AccessReading {
  private static final Pattern TOKEN = Pattern.compile("[!-~]{0,256}");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int SHORTEST_GOOD_SECRET = 16;

  private final SettingTexts texts;

  AccessReading(SettingTexts texts) {
    this.texts = texts;
  }

  ReadingSettings settings() {
    ReadingSettings.Auth auth = auth();
    AddressRanges proxies = trustedProxies();
    if (auth == ReadingSettings.Auth.PROXY && proxies.isEmpty()) {
      texts.mistake(
          "TRACES_EXPLORER_AUTH=proxy needs TRACES_TRUSTED_PROXIES: the addresses of the proxies"
              + " that vouch for readers.");
    }
    if (auth == ReadingSettings.Auth.NONE) {
      texts.warning(
          "TRACES_EXPLORER_AUTH=none: everybody who reaches the port may read, pin and delete"
              + " every trace.");
    }
    return new ReadingSettings(
        auth,
        explorerToken(),
        userHeader(),
        proxies,
        KnownHosts.and(texts.text(Setting.TRACES_ALLOWED_HOSTS)));
  }

  private ReadingSettings.Auth auth() {
    String value = texts.text(Setting.TRACES_EXPLORER_AUTH);
    for (ReadingSettings.Auth auth : ReadingSettings.Auth.values()) {
      if (auth.name().equalsIgnoreCase(value)) {
        return auth;
      }
    }
    texts.mistake("TRACES_EXPLORER_AUTH must be token, proxy or none, not \"" + value + "\".");
    return ReadingSettings.Auth.TOKEN;
  }

  private String explorerToken() {
    String token = texts.text(Setting.TRACES_EXPLORER_TOKEN);
    if (!TOKEN.matcher(token).matches()) {
      texts.mistake("TRACES_EXPLORER_TOKEN must be at most 256 ASCII characters without blanks.");
    } else if (!token.isEmpty() && token.length() < SHORTEST_GOOD_SECRET) {
      texts.warning(
          "TRACES_EXPLORER_TOKEN is shorter than 16 characters and may be guessed. \"openssl rand"
              + " -hex 24\" makes a good one.");
    }
    if (!token.isEmpty()
        && ApiKeys.parse(texts.text(Setting.TRACES_INGESTION_API_KEY))
            .contains(SecretDigest.of(token))) {
      texts.mistake(
          "TRACES_EXPLORER_TOKEN must be another one than TRACES_INGESTION_API_KEY: who sends is"
              + " not to read, and who reads is not to send.");
    }
    return token;
  }

  private String userHeader() {
    String name = texts.text(Setting.TRACES_PROXY_USER_HEADER);
    if (!HEADER_NAME.matcher(name).matches()) {
      texts.mistake("TRACES_PROXY_USER_HEADER must be the name of a header, not \"" + name + "\".");
      return Setting.TRACES_PROXY_USER_HEADER.defaultValue();
    }
    return name;
  }

  private AddressRanges trustedProxies() {
    String value = texts.text(Setting.TRACES_TRUSTED_PROXIES);
    Optional<AddressRanges> ranges = AddressRanges.parse(value);
    if (ranges.isEmpty()) {
      texts.mistake(
          "TRACES_TRUSTED_PROXIES must be addresses or ranges such as 10.0.0.0/8, separated by"
              + " commas, not \""
              + value
              + "\".");
    }
    return ranges.orElse(AddressRanges.NONE);
  }
}
