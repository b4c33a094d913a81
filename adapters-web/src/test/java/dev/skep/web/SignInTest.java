package dev.skep.web;

import static dev.skep.web.Guarded.TOKEN;
import static dev.skep.web.Guarded.TRACE;
import static dev.skep.web.Guarded.cookie;
import static dev.skep.web.RunningDoor.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a browser signs in, and what becomes of its session.
final class SignInTest {
  private static final String SAFE = "same-origin";

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

  private static HttpResponse<String> signIn(String token, String next) {
    return Guarded.signIn(door, token, next);
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return door.send("GET", path, "", headers);
  }
}
