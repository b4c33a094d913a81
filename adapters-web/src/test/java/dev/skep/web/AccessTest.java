package dev.skep.web;

import static dev.skep.web.Guarded.TOKEN;
import static dev.skep.web.Guarded.TRACE;
import static dev.skep.web.Guarded.cookie;
import static dev.skep.web.RunningDoor.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let through, and what the others are told.
final class AccessTest {
  private static RunningDoor door;
  private static RunningDoor behindProxy;

  @BeforeAll
  static void open() {
    door = Guarded.byToken();
    behindProxy = Guarded.byProxy("127.0.0.1");
  }

  @AfterAll
  static void close() {
    door.close();
    behindProxy.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/traces", "/api/v1" + TRACE, "/api/v1/status"})
  void a_program_is_told_in_json_how_to_get_in(String path) {
    var refused = door.get(path);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(header(refused, "Content-Type")).isEqualTo("application/json");
    assertThat(header(refused, "WWW-Authenticate"))
        .contains("Bearer realm=\"Skep\"", "Basic realm=\"Skep\"");
    assertThat(refused.body()).contains("Authorization: Bearer");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer a-token-for-this-test, 200",
    "bearer   a-token-for-this-test, 200",
    "Bearer a-token-for-this-tesT, 401",
    "Bearer a-token-for-this-tes, 401",
    "Bearer a-token-for-this-test1, 401",
    "Bearer, 401",
    "a-token-for-this-test, 401",
    "Token a-token-for-this-test, 401",
    "BASIC any:a-token-for-this-test, 200",
    "BASIC :a-token-for-this-test, 200",
    "BASIC a-token-for-this-test:, 401",
    "BASIC a-token-for-this-test, 200",
    "BASIC any:wrong, 401",
    "Basic %%%, 401"
  })
  void programs_show_the_token_as_bearer_or_as_password(String authorization, int status) {
    String value =
        authorization.startsWith("BASIC ")
            ? "Basic "
                + Base64.getEncoder()
                    .encodeToString(authorization.substring(6).getBytes(StandardCharsets.UTF_8))
            : authorization;

    assertThat(get("/api/v1/traces", "Authorization", value).statusCode()).isEqualTo(status);
    // A browser whose reader gave the password of a proxy is led to the login.
    assertThat(get("/traces", "Authorization", value).statusCode())
        .isEqualTo(status == 401 ? 303 : 200);
  }

  @Test
  void the_token_is_taken_from_nowhere_else() {
    assertThat(door.get("/api/v1/traces?token=" + TOKEN).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/traces", "X-API-Key", TOKEN).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/traces", "Cookie", "token=" + TOKEN).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/traces", "X-User", "admin").statusCode()).isEqualTo(401);
  }

  @Test
  void a_browser_is_never_made_to_ask_with_a_window_of_its_own() {
    for (String name : List.of("Sec-Fetch-Site", "HX-Request", "Referer", "Cookie")) {
      assertThat(header(get("/api/v1/traces", name, "x=y"), "WWW-Authenticate"))
          .isEqualTo("Bearer realm=\"Skep\"");
    }
    assertThat(header(get("/api/v1/traces", "Accept", "text/html,*/*"), "WWW-Authenticate"))
        .doesNotContain("Basic");
  }

  @Test
  void changes_need_the_token_too() {
    String pin = "/api/v1" + TRACE + "/pin";

    assertThat(door.send("POST", pin, "").statusCode()).isEqualTo(401);
    assertThat(door.send("DELETE", "/api/v1" + TRACE, "").statusCode()).isEqualTo(401);
    assertThat(door.send("POST", "/api/v1/backups", "").statusCode()).isEqualTo(401);
    var theme = door.send("POST", "/preferences/theme", "theme=dark");
    assertThat(theme.statusCode()).isEqualTo(303);
    assertThat(header(theme, "Location")).isEqualTo("/login");
    assertThat(door.send("POST", pin, "", "Authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(200);
    String session = cookie(Guarded.signIn(door, TOKEN, ""));
    assertThat(
            door.send("POST", pin, "", "Cookie", session, "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void health_login_and_static_files_are_for_everyone_and_nothing_else_is() {
    String css = door.page("/login").select("link[rel=stylesheet]").attr("href");

    for (String path : List.of("/health/live", "/health/ready", "/login", css)) {
      assertThat(door.get(path).statusCode()).as(path).isEqualTo(200);
    }
    for (String path : List.of("/", "/traces", "/first-span")) {
      assertThat(door.get(path).statusCode()).as(path).isEqualTo(303);
    }
    assertThat(door.get("/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void guessing_is_slowed_down_and_who_knows_the_token_is_not() throws Exception {
    try (RunningDoor guessed = Guarded.byToken();
        var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      List<Future<Integer>> guesses = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        String guess = "Bearer guess-" + i;
        guesses.add(
            guessers.submit(() ->
                guessed.send("GET", "/api/v1/traces", "", "Authorization", guess).statusCode()));
      }
      long asked = System.nanoTime();
      assertThat(
              guessed
                  .send("GET", "/api/v1/traces", "", "Authorization", "Bearer " + TOKEN)
                  .statusCode())
          .isEqualTo(200);
      Duration waited = Duration.ofNanos(System.nanoTime() - asked);
      for (Future<Integer> guess : guesses) {
        assertThat(guess.get()).isEqualTo(401);
      }
      Duration all = Duration.ofNanos(System.nanoTime() - start);

      assertThat(all).isGreaterThan(Duration.ofSeconds(1));
      assertThat(waited).isLessThan(all);
    }
  }

  @Test
  void a_trusted_proxy_vouches_for_readers() {
    assertThat(behindProxy.send("GET", "/traces", "", "X-User", "kim").statusCode()).isEqualTo(200);
    assertThat(behindProxy.send("GET", "/traces", "", "X-User", " ").statusCode()).isEqualTo(303);
    assertThat(behindProxy.get("/api/v1/traces").statusCode()).isEqualTo(401);
    assertThat(
            behindProxy
                .send("GET", "/api/v1/traces", "", "Authorization", "Bearer " + TOKEN)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void nobody_but_a_trusted_proxy_vouches_for_anybody() {
    try (RunningDoor elsewhere = Guarded.byProxy("10.0.0.0/8")) {
      assertThat(
              elsewhere
                  .send("GET", "/traces", "", "X-User", "kim", "X-Forwarded-For", "10.0.0.1")
                  .statusCode())
          .isEqualTo(303);
    }
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return door.send("GET", path, "", headers);
  }
}
