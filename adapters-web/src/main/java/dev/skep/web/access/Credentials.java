package dev.skep.web.access;

import dev.skep.application.access.SecretDigest;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The secret that a program sends in `Authorization`: a Bearer token, or the password of Basic,
/// with any user name.
///
/// Source: RFC 6750, section 2.1; RFC 7617, section 2.
final class Credentials {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private Credentials() {}

  /// Empty when there is no such header, or nothing of use in it.
  static Optional<SecretDigest> secretIn(ServerRequest request) {
    String text = textIn(request);
    return text.isEmpty() ? Optional.empty() : Optional.of(SecretDigest.of(text));
  }

  private static String textIn(ServerRequest request) {
    String value = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (startsWith(value, BEARER)) {
      return value.substring(BEARER.length()).strip();
    }
    return startsWith(value, BASIC) ? password(value.substring(BASIC.length()).strip()) : "";
  }

  private static String password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean startsWith(String value, String scheme) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
