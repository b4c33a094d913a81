package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.access.SecretDigest;
import dev.skep.web.access.AccessSettings;
import dev.skep.web.access.AddressRanges;
import dev.skep.web.access.KnownHosts;
import dev.skep.web.access.ReadingRule;
import dev.skep.web.query.UrlQuery;
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

/// Who gets in, how, and what the others are told.
final class AccessTest {
  private static final String TOKEN = "a-token-for-this-test";
  private static final String SAFE = "same-origin";
  private static final SecretDigest SECRET = SecretDigest.of(TOKEN);
  private static final String TRACE = "/traces/00000000000000000000000000000001";

  private static RunningDoor door;
  private static RunningDoor behindProxy;

  @BeforeAll
  static void open() {
    door = guarded(new ReadingRule.TokenHolders(SECRET), "");
    behindProxy = guarded(new ReadingRule.ProxyUsers(SECRET, "X-User"), "127.0.0.1");
  }

  @AfterAll
  static void close() {
    door.close();
    behindProxy.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/traces", TRACE, "/traces?status=error&limit=7"})
  void a_browser_is_led_to_the_login_and_back(String path) {
    var refused = door.get(path);
    assertThat(refused.statusCode()).isEqualTo(303);
    assertThat(refused.body()).startsWith("Send the access token").doesNotContain("nginx");
    String login = header(refused, "Location");
    assertThat(login).startsWith("/login");

    var form = door.page(login);
    assertThat(form.select("form[method=post]").attr("action")).isEqualTo("/login");
    String next = form.select("input[name=next]").attr("value");
    assertThat(next).isEqualTo(path);
    assertThat(form.select("script")).isEmpty();

    var entered = signIn(TOKEN, next);
    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(header(entered, "Location")).isEqualTo(path);
    assertThat(get(path, "Cookie", cookie(entered)).statusCode()).isEqualTo(200);
  }

  @Test
  void the_link_that_was_printed_signs_in_and_leads_away_from_its_address() {
    var entered = door.get("/login?token=" + TOKEN);

    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(header(entered, "Location")).isEqualTo("/traces");
    assertThat(header(entered, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(entered, "Cache-Control")).isEqualTo("no-store");
    assertThat(entered.body()).doesNotContain(TOKEN);
    assertThat(get("/traces", "Cookie", cookie(entered)).statusCode()).isEqualTo(200);
  }

  @Test
  void the_cookie_is_for_this_server_and_not_for_scripts() {
    assertThat(header(signIn(TOKEN, ""), "Set-Cookie"))
        .matches(
            "skep-session-"
                + door.port()
                + "=[0-9a-f]{64}; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax");
  }

  @Test
  void a_wrong_token_is_told_so_and_not_repeated() {
    for (var answer : List.of(signIn("wrong<b>", "/map"), door.get("/login?token=wrong%3Cb%3E"))) {
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("not the access token").doesNotContain("wrong");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example", "/\\evil.example", "https:evil.example", "/\r\nX-Evil:1"})
  void signing_in_leads_to_own_pages_only(String next) {
    assertThat(header(signIn(TOKEN, next), "Location")).isEqualTo("/traces");
  }

  @Test
  void no_other_site_can_send_the_form() {
    for (String path : List.of("/login", "/logout")) {
      var answer = door.send("POST", path, "token=" + TOKEN, "Sec-Fetch-Site", "cross-site");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void signing_in_gives_a_new_id_and_ends_the_old_one() {
    String first = cookie(signIn(TOKEN, ""));
    var again =
        door.send("POST", "/login", "token=" + TOKEN, "Cookie", first, "Sec-Fetch-Site", SAFE);

    assertThat(cookie(again)).isNotEqualTo(first);
    assertThat(get("/traces", "Cookie", first).statusCode()).isEqualTo(303);
    assertThat(get("/traces", "Cookie", cookie(again)).statusCode()).isEqualTo(200);
  }

  @Test
  void an_id_that_the_browser_made_up_is_never_taken() {
    String made = "skep-session-" + door.port() + "=" + "0".repeat(64);
    assertThat(get("/traces", "Cookie", made).statusCode()).isEqualTo(303);

    var entered =
        door.send("POST", "/login", "token=" + TOKEN, "Cookie", made, "Sec-Fetch-Site", SAFE);
    assertThat(cookie(entered)).isNotEqualTo(made);
    assertThat(get("/traces", "Cookie", made).statusCode()).isEqualTo(303);
  }

  @Test
  void signing_out_ends_the_session() {
    String session = cookie(signIn(TOKEN, ""));
    assertThat(get("/traces", "Cookie", session).body()).contains("action=\"/logout\"");

    var out = door.send("POST", "/logout", "", "Cookie", session, "Sec-Fetch-Site", SAFE);

    assertThat(header(out, "Location")).isEqualTo("/login");
    assertThat(header(out, "Set-Cookie")).contains("Max-Age=0");
    assertThat(get("/traces", "Cookie", session).statusCode()).isEqualTo(303);
    assertThat(get("/api/v1/traces", "Cookie", session).statusCode()).isEqualTo(401);
  }

  @Test
  void who_is_in_already_is_not_asked_again() {
    String session = cookie(signIn(TOKEN, ""));

    var login = get("/login?next=%2Ftraces%3Flimit%3D7", "Cookie", session);
    assertThat(login.statusCode()).isEqualTo(303);
    assertThat(header(login, "Location")).isEqualTo("/traces?limit=7");
    // An old link in a bookmark, after the token was changed.
    assertThat(get("/login?token=old", "Cookie", session).statusCode()).isEqualTo(303);
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
  void a_page_whose_session_ended_leaves_for_the_login_when_it_wants_a_piece() {
    var piece =
        get(
            "/traces?status=error",
            "HX-Request",
            "true",
            "HX-Current-URL",
            "http://localhost:1/traces?status=error#x");

    assertThat(piece.statusCode()).isEqualTo(401);
    assertThat(header(piece, "HX-Redirect")).isEqualTo("/login?next=%2Ftraces%3Fstatus%3Derror");
    assertThat(
            header(
                get("/first-span", "HX-Request", "true", "HX-Current-URL", "//evil.example/ %zz"),
                "HX-Redirect"))
        .isEqualTo("/login");
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
    String session = cookie(signIn(TOKEN, ""));
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
    try (RunningDoor guessed = guarded(new ReadingRule.TokenHolders(SECRET), "");
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
    try (RunningDoor elsewhere =
        guarded(new ReadingRule.ProxyUsers(SECRET, "X-User"), "10.0.0.0/8")) {
      assertThat(
              elsewhere
                  .send("GET", "/traces", "", "X-User", "kim", "X-Forwarded-For", "10.0.0.1")
                  .statusCode())
          .isEqualTo(303);
    }
  }

  @Test
  void behind_a_proxy_that_ends_the_encryption_the_cookie_is_for_encrypted_connections() {
    var entered =
        behindProxy.send("GET", "/login?token=" + TOKEN, "", "X-Forwarded-Proto", "https");
    String cookie = header(entered, "Set-Cookie");

    assertThat(cookie).startsWith("__Host-skep-session-").endsWith("; Secure");
    assertThat(
            behindProxy
                .send("GET", "/traces", "", "X-Forwarded-Proto", "https", "Cookie", cookie(entered))
                .statusCode())
        .isEqualTo(200);
    // From a stranger the header means nothing.
    var plain = door.send("GET", "/login?token=" + TOKEN, "", "X-Forwarded-Proto", "https");
    assertThat(header(plain, "Set-Cookie")).doesNotContain("Secure");
  }

  private static RunningDoor guarded(ReadingRule rule, String proxies) {
    return RunningDoor.guarded(
            new AccessSettings(
                rule, AddressRanges.parse(proxies).orElseThrow(), KnownHosts.and("")))
        .with(span(1));
  }

  private static HttpResponse<String> signIn(String token, String next) {
    String form = UrlQuery.EMPTY.with("token", token).with("next", next).at("").substring(1);
    return door.send("POST", "/login", form, "Sec-Fetch-Site", SAFE);
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return door.send("GET", path, "", headers);
  }

  private static String cookie(HttpResponse<?> answer) {
    return header(answer, "Set-Cookie").split(";", -1)[0];
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
