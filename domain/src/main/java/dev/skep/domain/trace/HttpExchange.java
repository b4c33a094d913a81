package dev.skep.domain.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a span says of the HTTP request it stands for, in the names of today or those until 2023.
///
/// @param method, status, target each empty when the span does not say it; the target is a route, a
///   path or a whole address
public record HttpExchange(String method, String status, String target) {
  /// Names that mean the same, both ways.
  ///
  /// Source: OpenTelemetry, "HTTP semantic convention stability migration".
  private static final Map<String, String> OTHER_NAMES =
      bothWays(
          "http.request.method", "http.method",
          "http.response.status_code", "http.status_code",
          "url.full", "http.url",
          "url.path", "http.target",
          "url.scheme", "http.scheme",
          "user_agent.original", "http.user_agent",
          "http.request.body.size", "http.request_content_length",
          "http.response.body.size", "http.response_content_length",
          "server.address", "net.peer.name",
          "server.port", "net.peer.port",
          "client.address", "http.client_ip");

  private static final List<String> TARGETS = List.of("http.route", "url.path", "url.full");

  public static HttpExchange of(Attributes attributes) {
    return new HttpExchange(
        value(attributes, "http.request.method"),
        value(attributes, "http.response.status_code"),
        TARGETS.stream()
            .map(key -> value(attributes, key))
            .filter(target -> !target.isEmpty())
            .findFirst()
            .orElse(""));
  }

  /// The name that another generation of senders gives to the same attribute.
  public static Optional<String> otherName(String key) {
    return Optional.ofNullable(OTHER_NAMES.get(key));
  }

  private static String value(Attributes attributes, String key) {
    return attributes
        .get(key)
        .or(() -> otherName(key).flatMap(attributes::get))
        .map(value ->
            switch (value) {
              case AttributeValue.StringValue(String text) -> text;
              case AttributeValue.IntValue(long number) -> String.valueOf(number);
              default -> "";
            })
        .orElse("");
  }

  private static Map<String, String> bothWays(String... pairs) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.put(pairs[i], pairs[i + 1]);
      names.put(pairs[i + 1], pairs[i]);
    }
    return Map.copyOf(names);
  }
}
