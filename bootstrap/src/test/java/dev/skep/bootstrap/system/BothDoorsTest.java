package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who sends and who reads knock on the same port, and neither's secret opens the other's door. The
/// security headers are on both.
final class BothDoorsTest {
  private static final String TOKEN = "a-token-that-only-reads";
  private static final String EMPTY = "{\"resourceSpans\":[]}";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;
  private static SkepServer skep;

  @BeforeAll
  static void start() {
    skep =
        SkepServer.start(
            folder,
            Map.of(
                "TRACES_EXPLORER_AUTH", "token",
                "TRACES_EXPLORER_TOKEN", TOKEN,
                "TRACES_INGEST_MAX_BODY", "1000"));
  }

  @AfterAll
  static void stop() {
    skep.close();
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/traces/otlp", "/api/traces/otlp/v1/traces", "/v1/traces"})
  void the_token_does_not_ingest(String path) throws Exception {
    assertThat(post(path, "X-API-Key", SkepServer.KEY).statusCode()).isEqualTo(200);

    assertThat(post(path, "X-API-Key", TOKEN).statusCode()).isEqualTo(401);
    assertThat(post(path, "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(401);
    assertThat(post(path, "Cookie", session()).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/traces", "/api/v1/status", "/metrics", "/traces", "/status", "/"})
  void the_ingest_key_does_not_read(String path) throws Exception {
    assertThat(get(path, "Authorization", "Bearer " + TOKEN).statusCode()).isIn(200, 302);

    for (String authorization : new String[] {"X-API-Key", "Authorization"}) {
      String value =
          authorization.equals("X-API-Key") ? SkepServer.KEY : "Bearer " + SkepServer.KEY;
      assertThat(get(path, authorization, value).statusCode()).isIn(401, 303);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/traces/otlp, application/json, 200",
    "POST, /v1/traces, application/json, 200",
    "POST, /v1/traces, text/plain, 415",
    "POST, /api/traces/otlp, application/x-protobuf, 400",
    "POST, /v1/metrics, text/plain, 200",
    "GET, /v1/traces, application/json, 405",
    "GET, /v1/logs, application/json, 405",
    "OPTIONS, /api/traces/otlp, application/json, 405",
    "OPTIONS, /v1/metrics, application/json, 405",
    "GET, /observe, application/json, 404",
    "GET, /api/traces, application/json, 404"
  })
  void every_answer_of_the_ingest_door_has_the_headers_too(
      String method, String path, String type, int status) throws Exception {
    hasHeaders(
        CLIENT.send(
            HttpRequest.newBuilder(skep.address().resolve(path))
                .header("X-API-Key", SkepServer.KEY)
                .header("Content-Type", type)
                .header("Origin", "https://evil.example")
                .method(method, BodyPublishers.ofString(method.equals("POST") ? EMPTY : ""))
                .build(),
            BodyHandlers.ofString()),
        status);
  }

  @Test
  void so_have_refusals_of_strangers_and_of_what_is_too_large() throws Exception {
    hasHeaders(post("/v1/traces", "X-API-Key", "wrong"), 401);
    hasHeaders(
        CLIENT.send(
            HttpRequest.newBuilder(skep.address().resolve("/v1/traces"))
                .header("X-API-Key", SkepServer.KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(" ".repeat(1001)))
                .build(),
            BodyHandlers.ofString()),
        413);
    hasHeaders(get("/traces?" + "a".repeat(5000), "X-Filler", "x"), 414);
    hasHeaders(get("/traces", "X-Filler", "x".repeat(17_000)), 431);
  }

  private static void hasHeaders(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none';");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(answer.headers().map().keySet())
        .extracting(name -> name.toLowerCase(Locale.ROOT))
        .noneMatch(name -> name.startsWith("access-control"))
        .doesNotContain("server", "x-powered-by");
  }

  private static String session() throws Exception {
    String kept = header(get("/login?token=" + TOKEN, "Accept", "*/*"), "Set-Cookie");
    assertThat(kept).contains("skep-session");
    return kept.split(";", -1)[0];
  }

  private static HttpResponse<String> post(String path, String header, String value)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(skep.address().resolve(path))
            .header(header, value)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(EMPTY))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path, String header, String value)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(skep.address().resolve(path)).header(header, value).build(),
        BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
