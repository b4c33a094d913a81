package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.web.RunningDoor.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {
  private static final String TRACE = "/traces/00000000000000000000000000000001";

  private static RunningDoor door;

  @BeforeAll
  static void open() {
    door = RunningDoor.open().with(span(1));
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, 302",
    "/traces, 200",
    "/traces?limit=x, 422",
    TRACE + ", 200",
    "/traces/nope, 404",
    "/first-span, 200",
    "/api/v1/traces, 200",
    "/api/v1/traces?x=1, 400",
    "/api/v1" + TRACE + ", 200",
    "/api/v1/traces/nope, 404",
    "/api/v1/other, 404",
    "/health/live, 200",
    "/health/ready, 200",
    "/nowhere, 404",
    "/fails, 500",
    "/login, 303",
    "/logout, 405",
    "/static/x/skep.css, 404",
    "/preferences/theme, 405",
    "/api/v1/backups, 405"
  })
  void every_answer_has_the_security_headers(String path, int status) {
    var answer = door.get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Permissions-Policy")).contains("camera=()", "geolocation=()");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
    assertThat(header(answer, "Server")).isEmpty();
  }

  @Test
  void a_failure_shows_an_id_and_nothing_of_its_cause() {
    assertThat(door.get("/fails").body()).doesNotContain("secret", "SELECT", "Exception");
    assertThat(door.get("/fails").body()).containsPattern("under [0-9a-f]{12}");
  }

  @ParameterizedTest
  @CsvSource({
    "/traces, text/html",
    "/api/v1/traces, application/json",
    "/health/live, application/json"
  })
  void other_methods_are_refused_in_the_form_of_the_address(String path, String mediaType) {
    var answer = door.send(door.request(path).POST(BodyPublishers.noBody()).build());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    assertThat(header(answer, "Content-Type")).startsWith(mediaType);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/traces", TRACE, "/api/v1/traces", "/api/v1" + TRACE, "/health/live"})
  void head_answers_as_get_does_without_a_body(String path) {
    var answer = door.send(door.request(path).HEAD().build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/traces",
        TRACE,
        "/first-span",
        "/api/v1/traces",
        "/api/v1" + TRACE,
        "/api/v1/status"
      })
  void a_foreign_host_name_is_refused(String path) throws IOException {
    String answer = raw(path, "Host: evil.example");

    assertThat(answer)
        .startsWith("HTTP/1.1 403")
        .contains("TRACES_ALLOWED_HOSTS")
        .doesNotContain("nginx");
  }

  @Test
  void health_and_static_files_are_for_everyone() throws IOException {
    String css = door.page("/traces").select("link[rel=stylesheet]").attr("href");

    for (String path : new String[] {"/health/live", "/health/ready", css}) {
      assertThat(raw(path, "Host: evil.example")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void static_files_are_kept_for_ever_under_their_digest() {
    var page = door.page("/traces");

    for (String url : page.select("link[href], script[src]").eachAttr("abs:href")) {
      assertThat(url).isEmpty(); // no absolute addresses
    }
    for (var part : page.select("link[href], script[src]")) {
      var answer = door.get(part.attr("href") + part.attr("src"));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Cache-Control")).contains("immutable");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/../application.properties",
        "/static/%2e%2e/x",
        "/static/%252e%252e/x",
        "/static/x%00.css",
        "/static/..%5cx",
        "/static/",
        "/static",
        "/static/META-INF/MANIFEST.MF",
        "/static/dev/skep/web/WebDoor.class"
      })
  void nothing_but_the_listed_files_is_served(String path) throws IOException {
    String answer = raw(path, "Host: localhost");

    assertThat(answer).matches("(?s)HTTP/1.1 40[04].*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a{b", "/%zz", "http://[", "/\u0001"})
  void even_a_broken_request_is_answered_with_the_headers(String path) throws IOException {
    String answer = raw(path, "Host: localhost", "X\u0001: y");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("Content-Security-Policy: default-src 'none'", "nosniff", "no-store")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/traces/x¿?span=¿",
        "/search?q=¿&was=¿&service=¿",
        "/cell?at=¿&service=¿",
        "/calls?service=¿&caller=¿&least=¿",
        "/step?service=¿&at=¿",
        "/range?from=¿&to=¿&back=/traces¿",
        "/range?from=2026-01-01&to=2026-01-02&back=/traces?a=¿",
        "/login?next=/traces¿",
        "/services/¿",
        "/static/¿",
        "/¿"
      })
  void line_breaks_in_a_request_never_reach_a_header(String path) throws IOException {
    String[] breaks = {
      "%0d%0a", "%0a", "%0d", "%00", "%E5%98%8D%E5%98%8A", "%C0%8A", "\r", "\u000b"
    };
    for (String end : breaks) {
      String evil = path.replace("¿", end + "X-Evil:%201" + end + end + "X-Evil:%202");
      String answer =
          raw(
              evil,
              "Host: localhost",
              "HX-Request: true",
              "HX-Current-URL: http://localhost/traces" + evil,
              "Cookie: theme=dark" + end + "X-Evil: 1; zone=UTC" + end,
              "traceparent: 00-" + end + "X-Evil: 1");

      assertThat(answer).startsWith("HTTP/1.1 ");
      String head = answer.split("\r\n\r\n", -1)[0];
      assertThat(head.split("[\r\n\\x0b\\x00]+", -1)).noneMatch(line -> line.startsWith("X-Evil"));
      assertThat(head).doesNotContain("\0");
    }
  }

  /// Of version 2.0.10 as its makers publish it.
  @Test
  void htmx_is_what_was_looked_at_when_it_was_taken_in() throws Exception {
    String url = door.page("/traces").select("script[src*=htmx]").attr("src");
    byte[] script = door.get(url).body().getBytes(StandardCharsets.UTF_8);

    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script)))
        .isEqualTo("71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de");
  }

  @Test
  void htmx_may_do_only_what_the_pages_need() {
    assertThat(door.page("/traces").select("meta[name=htmx-config]").attr("content"))
        .contains(
            "\"allowEval\":false",
            "\"allowScriptTags\":false",
            "\"includeIndicatorStyles\":false",
            "\"selfRequestsOnly\":true",
            "\"historyCacheSize\":0");
  }

  /// The whole answer to a request that no HTTP client would let us send.
  private static String raw(String path, String... headers) throws IOException {
    String request =
        "GET %s HTTP/1.1%n%s%nConnection: close%n%n"
            .formatted(path, String.join("\n", headers))
            .replaceAll("\\R", "\r\n");
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput(); // or the server would wait for another request
      socket.setSoTimeout(20_000);
      var answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
