package dev.skep.bootstrap;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the settings of forwarding.
final class ForwardText {
  private static final String TRACES = "/v1/traces";
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{0,4096}");

  /// What the request itself says, and what Java's client keeps to itself.
  private static final Set<String> TAKEN =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade");

  private ForwardText() {}

  /// The whole address that requests go to, made of a base as other exporters take it, or of the
  /// whole address itself. Nothing if it is none, or holds what others should not read: it is
  /// shown.
  ///
  /// Source: OpenTelemetry, "OTLP Exporter Configuration", `OTEL_EXPORTER_OTLP_ENDPOINT`.
  static Optional<URI> endpoint(String text) {
    try {
      var base = new URI(text);
      boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
      boolean plain =
          base.getUserInfo() == null && base.getQuery() == null && base.getFragment() == null;
      if (!http || !plain || base.getHost() == null) {
        return Optional.empty();
      }
      String path = base.getRawPath().replaceAll("/+$", "");
      return Optional.of(
          new URI(
              base.getScheme()
                  + "://"
                  + base.getRawAuthority()
                  + (path.endsWith(TRACES) ? path : path + TRACES)));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Headers written `name=value,other=value`, values percent-encoded where need be. Nothing if
  /// they are not written so, or are not for an operator to set.
  ///
  /// Source: OpenTelemetry, "OTLP Exporter Configuration", `OTEL_EXPORTER_OTLP_HEADERS`.
  static Optional<Map<String, String>> headers(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      if (pair.isBlank()) {
        continue;
      }
      String[] parts = pair.strip().split("=", 2);
      String name = parts[0].strip();
      Optional<String> value = parts.length < 2 ? Optional.empty() : decoded(parts[1].strip());
      if (value.isEmpty()
          || !NAME.matcher(name).matches()
          || !VALUE.matcher(value.get()).matches()
          || TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
        return Optional.empty();
      }
      headers.put(name, value.get());
    }
    return Optional.of(headers);
  }

  private static Optional<String> decoded(String value) {
    try {
      // A plus sign stands for itself here, not for a blank as in forms.
      return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
