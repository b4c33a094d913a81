package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.access.AddressRanges;
import dev.skep.application.access.SecretDigest;
import dev.skep.web.access.AccessSettings;
import dev.skep.web.access.KnownHosts;
import dev.skep.web.access.ReadingRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What holds for every address that the door has, however many there will be.
final class EveryAddressTest {
  private static final String TOKEN = "a-token-for-this-test";
  private static final String KEY = "an-ingest-key-of-somebody";
  private static final String ID = "00000000000000000000000000000001";
  private static final Set<String> OPEN =
      Set.of(
          "GET /health/live",
          "GET /health/ready",
          "GET /login",
          "POST /login",
          "POST /logout",
          "GET /static/*");

  private static RunningDoor door;
  private static RunningDoor guarded;

  @BeforeAll
  static void open() {
    door = RunningDoor.open().with(span(1));
    guarded = guarded();
  }

  private static RunningDoor guarded() {
    var rule = new ReadingRule.TokenHolders(SecretDigest.of(TOKEN));
    return RunningDoor.guarded(
            new AccessSettings(rule, AddressRanges.parse("").orElseThrow(), KnownHosts.and("")))
        .with(span(1));
  }

  @AfterAll
  static void close() {
    door.close();
    guarded.close();
  }

  /// One method of one address.
  ///
  /// @param path one that fits the pattern
  private record Call(String method, String pattern, String path) {
    boolean isOpen() {
      return OPEN.contains(method.replace("HEAD", "GET") + " " + pattern);
    }

    boolean reads() {
      return method.equals("GET") || method.equals("HEAD");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    door.addresses()
        .forEach((pattern, methods) ->
            methods.forEach(method -> calls.add(new Call(method, pattern, path(pattern)))));
    assertThat(calls).hasSizeGreaterThan(70);
    return calls;
  }

  private static String path(String pattern) {
    return switch (pattern) {
      case "/services/*" -> "/services/nginx";
      case "/api/v1/services/*" -> "/api/v1/services/nginx/operations";
      case "/api/v1/attributes/*" -> "/api/v1/attributes/http.route/values";
      case "/static/*" -> door.page("/status").select("link[rel=stylesheet]").attr("href");
      default -> pattern.replaceAll("\\{\\+?id}|\\*", ID);
    };
  }

  @Test
  void the_document_names_it() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "http.md"));

    for (Call call : calls()) {
      String least = call.pattern().replaceAll("[{*].*", "");
      assertThat(document).as(call.pattern()).contains(least);
    }
  }

  @Test
  void whatever_it_is_asked_every_answer_has_the_security_headers() {
    for (RunningDoor one : List.of(door, guarded)) {
      for (Call call : calls()) {
        hasHeaders(one.send(call.method(), call.path(), ""), call);
        hasHeaders(one.send(call.method(), call.path(), "", "HX-Request", "true"), call);
        hasHeaders(one.send(call.method(), call.path() + "?limit=x&from=y&a=z", ""), call);
        hasHeaders(one.send("PATCH", call.path(), ""), call);
      }
    }
  }

  @Test
  void nothing_fails_whether_what_it_names_is_there_or_not() {
    for (Call call : calls()) {
      for (String id : List.of(ID, "f".repeat(32), "0", "%3Cb%3E", "x%2Fy")) {
        String path = call.path().replace(ID, id);
        for (String headers : List.of("X-None", "HX-Request")) {
          var answer = door.send(call.method(), path, "", headers, "true");
          if (!call.pattern().equals("/api/v1/backups")) {
            assertThat(answer.statusCode()).as(call.method() + " " + path).isLessThan(500);
          }
        }
      }
    }
  }

  @Test
  void a_store_that_cannot_answer_is_no_failure_of_the_page() {
    try (RunningDoor broken = RunningDoor.overBrokenStore()) {
      for (Call call : calls()) {
        for (String header : List.of("X-None", "HX-Request")) {
          var answer = broken.send(call.method(), call.path(), "", header, "true");
          assertThat(answer.statusCode()).as(call + " " + header).isNotEqualTo(500);
        }
      }
    }
  }

  @Test
  void no_other_origin_is_let_in() {
    for (Call call : calls()) {
      var preflight =
          door.send(
              "OPTIONS",
              call.path(),
              "",
              "Origin",
              "https://evil.example",
              "Access-Control-Request-Method",
              call.method(),
              "Access-Control-Request-Headers",
              "authorization");

      assertThat(preflight.statusCode()).as(call.toString()).isEqualTo(405);
      hasHeaders(preflight, call);
    }
  }

  @Test
  void only_the_token_opens_it() {
    String user =
        Base64.getEncoder().encodeToString(("any:" + KEY).getBytes(StandardCharsets.UTF_8));
    List<String[]> wrong =
        List.of(
            new String[] {},
            new String[] {"X-API-Key", KEY},
            new String[] {"Authorization", "Bearer " + KEY},
            new String[] {"Authorization", "Basic " + user},
            new String[] {"X-API-Key", TOKEN},
            new String[] {"X-Forwarded-User", "admin", "X-Forwarded-For", "127.0.0.1"},
            new String[] {
              "Cookie", "skep-session=" + ID + "; skep-session-3051=" + "0".repeat(64)
            });
    for (Call call : calls()) {
      // Guesses are slowed down, so each is made to a door of its own.
      try (RunningDoor fresh = guarded()) {
        for (String[] credentials : wrong) {
          assertThat(isRefused(call, fresh.send(call.method(), call.path(), "", credentials)))
              .as(call + " " + List.of(credentials))
              .isEqualTo(!call.isOpen());
        }
        String right = "Bearer " + TOKEN;
        assertThat(
                isRefused(call, fresh.send(call.method(), call.path(), "", "Authorization", right)))
            .as(call.toString())
            .isFalse();
      }
    }
  }

  @Test
  void no_other_site_makes_it_change_anything() {
    List<Map.Entry<String, String>> foreign =
        List.of(
            Map.entry("Sec-Fetch-Site", "cross-site"),
            Map.entry("Sec-Fetch-Site", "same-site"),
            Map.entry("Origin", "https://evil.example"),
            Map.entry("Origin", "null"));
    for (Call call : calls()) {
      if (call.reads()) {
        continue;
      }
      foreign.forEach(header ->
          assertThat(
                  door.send(call.method(), call.path(), "", header.getKey(), header.getValue())
                      .statusCode())
              .as(call + " " + header)
              .isEqualTo(403));
    }
    assertThat(door.get("/api/v1/traces/" + ID).statusCode()).isEqualTo(200);
  }

  @Test
  void reading_changes_nothing() {
    String before = stored();

    for (Call call : calls()) {
      if (call.reads()) {
        door.send(call.method(), call.path() + "?note=x&name=y&query=status%3Derror&sure=yes", "");
      }
    }

    assertThat(stored()).isEqualTo(before);
  }

  private static String stored() {
    return door.get("/api/v1/traces/" + ID).body()
        + door.get("/api/v1/pins").body()
        + door.get("/api/v1/searches").body()
        + door.get("/api/v1/traces").body();
  }

  @Test
  void an_answer_of_headers_alone_has_nothing_behind_it() throws IOException {
    for (RunningDoor one : List.of(door, guarded)) {
      for (Call call : calls()) {
        if (call.reads()) {
          String answer = raw(one, "HEAD", call.path(), "localhost");
          assertThat(answer.split("\r\n\r\n", -1)).as(call.toString()).hasSize(2);
          assertThat(answer).endsWith("\r\n\r\n");
        }
      }
    }
  }

  @Test
  void under_a_foreign_name_it_tells_nothing() throws IOException {
    for (Call call : calls()) {
      String answer = raw(door, call.method(), call.path(), "evil.example");

      if (!call.isOpen()) {
        assertThat(answer)
            .as(call.toString())
            .startsWith("HTTP/1.1 403")
            .doesNotContain("GET /users");
      }
    }
  }

  /// Whoever signs out is led to the login as well.
  private static boolean isRefused(Call call, HttpResponse<String> answer) {
    if (call.pattern().equals("/logout")) {
      return false;
    }
    return answer.statusCode() == 401
        || answer.headers().firstValue("Location").orElse("").startsWith("/login?")
        || answer.headers().firstValue("Location").orElse("").equals("/login");
  }

  private static void hasHeaders(HttpResponse<String> answer, Call call) {
    String as = call + ": " + answer.statusCode();
    assertThat(header(answer, "Content-Security-Policy"))
        .as(as)
        .startsWith("default-src 'none'; script-src 'self';")
        .endsWith("frame-ancestors 'none'");
    assertThat(header(answer, "X-Content-Type-Options")).as(as).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).as(as).matches("same-origin|no-referrer");
    assertThat(header(answer, "Cross-Origin-Opener-Policy")).as(as).isEqualTo("same-origin");
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).as(as).isEqualTo("same-origin");
    assertThat(header(answer, "Permissions-Policy")).as(as).contains("camera=()", "microphone=()");
    assertThat(header(answer, "Cache-Control"))
        .as(as)
        .matches(call.pattern().startsWith("/static/") ? "no-store|.*immutable" : "no-store");
    assertThat(answer.headers().map().keySet())
        .as(as)
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"))
        .noneMatch(name ->
            List.of("server", "x-powered-by", "content-disposition")
                .contains(name.toLowerCase(Locale.ROOT)));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /// The whole answer, byte by byte.
  private static String raw(RunningDoor door, String method, String path, String host)
      throws IOException {
    String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput(); // or the server would wait for another request
      socket.setSoTimeout(5_000);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
