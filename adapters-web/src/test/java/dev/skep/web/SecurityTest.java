package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.web.RunningDoor.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.web.http.OwnPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
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
  void the_theme_is_kept_in_a_cookie_and_written_by_the_server() {
    var answer = switchTheme("theme=dark&back=%2Ftraces%3Fstatus%3Derror", "same-origin");
    var page = door.send(door.request("/traces").header("Cookie", "theme=dark").build());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(header(answer, "Location")).isEqualTo("/traces?status=error");
    assertThat(header(answer, "Set-Cookie")).startsWith("theme=dark; Path=/").contains("SameSite");
    assertThat(page.body()).contains("data-theme=\"dark\"");
    assertThat(door.get("/traces").body()).doesNotContain("data-theme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "https:evil",
        "/\\evil",
        "\\\\evil",
        "/\t/evil",
        "/traces\\..",
        "/traces/../..\u0000",
        "javascript:x",
        " //evil",
        "/traces\r\nX: y",
        "",
        "traces",
        "/#//evil",
        "/\u2028",
        "evil.example"
      })
  void the_way_back_leads_to_own_paths_only(String back) {
    assertThat(OwnPath.orHome(back)).isEqualTo("/traces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/traces?status=error&sort=slowest", "/services/a%2Fb", "/map?x=//"})
  void the_way_back_leads_to_any_of_our_pages(String back) {
    assertThat(OwnPath.orHome(back)).isEqualTo(back);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, Europe/Berlin",
    "Mars/Olympus, UTC",
    "'UTC; Path=/x', UTC",
    "'', UTC"
  })
  void the_zone_is_kept_in_a_cookie_when_there_is_such_a_zone(String zone, String kept) {
    var request = door.request("/preferences/zone").header("Sec-Fetch-Site", "same-origin");
    String form = "zone=" + URLEncoder.encode(zone, StandardCharsets.UTF_8) + "&back=%2Fmap";
    var answer = door.send(request.POST(BodyPublishers.ofString(form)).build());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(header(answer, "Location")).isEqualTo("/map");
    assertThat(header(answer, "Set-Cookie")).startsWith("zone=" + kept + "; Path=/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void other_sites_cannot_change_the_theme(String site) {
    assertThat(switchTheme("theme=dark", site).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:PORT, 303",
    "https://localhost:PORT, 303", // behind a proxy that ends the encryption
    "HTTP://LOCALHOST:PORT, 303",
    "http://localhost, 403",
    "http://localhost:1, 403",
    "http://evil.example, 403",
    "https://evil.example:PORT, 403",
    "http://localhost:PORT.evil.example, 403",
    "ftp://localhost:PORT, 403",
    "null, 403"
  })
  void without_fetch_metadata_the_origin_decides(String origin, int status) {
    var answer =
        door.send(
            door.request("/preferences/theme")
                .header("Origin", origin.replace("PORT", String.valueOf(door.port())))
                .POST(BodyPublishers.ofString("theme=dark"))
                .build());

    assertThat(answer.statusCode()).isEqualTo(status);
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

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil", "/\\evil", "https:evil", "javascript:x", "/a\r\nX-Evil: 1", "/\t/evil"})
  void whatever_leads_away_leads_to_own_paths(String evil) {
    String word = URLEncoder.encode(evil, StandardCharsets.UTF_8);
    List<HttpResponse<String>> answers =
        List.of(
            door.get("/range?from=2026-01-01&to=2026-01-02&back=" + word),
            switchTheme("theme=dark&back=" + word, "same-origin"),
            door.send("POST", "/preferences/zone", "zone=UTC&back=" + word),
            door.send("POST", "/searches", "name=x&back=" + word),
            door.send("POST", "/searches/delete", "id=1&back=" + word),
            door.send("POST", TRACE + "/pin", "note=x&back=" + word),
            door.send("POST", "/login", "token=x&next=" + word),
            door.get("/login?next=" + word));

    for (HttpResponse<String> answer : answers) {
      String location = header(answer, "Location");
      assertThat(location).doesNotContain("\r", "\n").matches("|/(?![/\\\\]).*");
      assertThat(OwnPath.orHome(location)).isIn(location, OwnPath.HOME);
      assertThat(location).doesNotContain("//evil", "https:evil");
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

  private static HttpResponse<String> switchTheme(String form, String site) {
    return door.send(
        door.request("/preferences/theme")
            .header("Sec-Fetch-Site", site)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
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
