package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static dev.skep.web.RunningDoor.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.web.http.OwnPath;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where our pages lead to, what a browser keeps of them, and what another site can change.
final class ForeignSitesTest {
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
    "/traces?q={ a },            /traces?q={%20a%20}",
    "/traces?q=größe&x=1+2%20,   /traces?q=gr%C3%B6%C3%9Fe&x=1+2%20",
    "/traces?q=a\\b#//evil.example, /traces?q=a%5Cb%23//evil.example",
  })
  void what_a_browser_would_encode_of_the_way_back_is_encoded(String back, String encoded) {
    assertThat(OwnPath.orHome(back)).isEqualTo(encoded);
    assertThat(OwnPath.orHome(encoded)).isEqualTo(encoded);
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

  private static HttpResponse<String> switchTheme(String form, String site) {
    return door.send(
        door.request("/preferences/theme")
            .header("Sec-Fetch-Site", site)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }
}
