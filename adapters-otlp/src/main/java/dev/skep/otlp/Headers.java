package dev.skep.otlp;

import dev.skep.application.access.SecretDigest;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/// What the headers of an export request say.
final class Headers {
  private static final HeaderName X_API_KEY = HeaderNames.create("X-API-Key");
  private static final String BEARER = "Bearer ";

  private Headers() {}

  /// The key that the request presents, of an empty text when there is none. `X-API-Key` comes
  /// first, and when it is there `Authorization` is not looked at.
  ///
  /// Source: the specification, "Authentication".
  static SecretDigest apiKey(ServerRequest request) {
    return SecretDigest.of(keyText(request));
  }

  private static String keyText(ServerRequest request) {
    String key = first(request, X_API_KEY);
    if (!key.isEmpty()) {
      return key;
    }
    String authorization = first(request, HeaderNames.AUTHORIZATION);
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : "";
  }

  static Optional<OtlpEncoding> encoding(ServerRequest request) {
    return OtlpEncoding.ofMediaType(first(request, HeaderNames.CONTENT_TYPE));
  }

  static Optional<ContentCoding> coding(ServerRequest request) {
    return ContentCoding.of(String.join(",", all(request, HeaderNames.CONTENT_ENCODING)));
  }

  /// Whether `Accept` names one of protobuf's media types; a wildcard does not.
  static boolean acceptsProtobuf(ServerRequest request) {
    for (String line : all(request, HeaderNames.ACCEPT)) {
      for (String range : line.split(",", -1)) {
        if (OtlpEncoding.ofMediaType(range).equals(Optional.of(OtlpEncoding.PROTOBUF))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String first(ServerRequest request, HeaderName name) {
    return request.headers().first(name).orElse("");
  }

  private static List<String> all(ServerRequest request, HeaderName name) {
    return request.headers().all(name, List::of);
  }
}
