package dev.skep.bootstrap.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Asks a program that runs, as senders and readers do.
final class Caller {
  /// What both need of its settings: the ingest key is `secret`.
  static final String TOKEN = "hush-0123456789-hush";

  static final Map<String, String> OPEN =
      Map.of(
          "TRACES_INGESTION_ENABLED", "true",
          "TRACES_INGESTION_API_KEY", "secret",
          "TRACES_EXPLORER_TOKEN", TOKEN,
          "TRACES_OWN_TRACES", "false");

  private final HttpClient client = HttpClient.newHttpClient();

  /// Sends one span.
  ///
  /// @param id the digits that its trace id ends with
  /// @return the status of the answer
  int post(URI address, String key, String id) throws IOException, InterruptedException {
    String json =
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"00000000000000ab",
        "name":"GET /","startTimeUnixNano":"1700000000000000000"}]}]}]}\
        """
            .formatted(traceId(id));
    return client
        .send(
            HttpRequest.newBuilder(address.resolve("/api/traces/otlp"))
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  static String traceId(String id) {
    return "0".repeat(32 - id.length()) + id;
  }

  int status(URI uri, String token) throws Exception {
    return client.send(request(uri, token), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  String body(URI uri, String token) throws Exception {
    return client
        .send(request(uri, token), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }

  private static HttpRequest request(URI uri, String token) {
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
  }
}
