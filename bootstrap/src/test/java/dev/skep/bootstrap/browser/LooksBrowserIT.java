package dev.skep.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.skep.bootstrap.system.SkepServer;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// At no width is a page wider than its window, and no words lie over others or are cut unnoticed:
/// names at an axis least of all.
@Tag("browser")
final class LooksBrowserIT {
  private static final List<Integer> WIDTHS =
      List.of(360, 390, 600, 768, 900, 1024, 1100, 1200, 1280, 1440, 1920);

  @TempDir static Path folder;
  @TempDir static Path emptyFolder;
  private static SkepServer skep;
  private static SkepServer empty;
  private static BrowserContext context;
  private static Page page;
  private static String looks;

  @BeforeAll
  static void start() throws Exception {
    skep = SkepServer.start(folder);
    empty =
        SkepServer.start(
            emptyFolder,
            Map.of("TRACES_EXPLORER_AUTH", "token", "TRACES_EXPLORER_TOKEN", "token-of-the-look"));
    skep.postLivingData();
    skep.post(ShopStory.upTo(Instant.now()));
    skep.store(OddTrace.json());
    skep.send(
        HttpRequest.newBuilder(skep.address().resolve("/searches"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "name=slow+checkouts&back=%2Ftraces%3FminDuration%3D1s")));
    try (InputStream script = LooksBrowserIT.class.getResourceAsStream("/looks.js")) {
      looks =
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8)
              .replaceFirst("(?s)^.*?(?=\\(\\) =>)", "");
    }
    context = Chromium.browser().newContext();
    context.setDefaultTimeout(20_000);
    page = context.newPage();
  }

  @AfterAll
  static void stop() {
    context.close();
    skep.close();
    empty.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/traces?range=15m",
        "/traces?range=1h",
        "/traces?range=24h",
        "/traces?range=7d",
        "/traces?range=all&tz=Asia%2FKolkata",
        "/traces?from=2025-03-17T14:00:00Z&to=2025-04-17T15:00:00Z",
        "/traces?range=all&q=%7B%20nonsense&minDuration=nonsense",
        "/traces?range=all&service=nobody&status=error",
        "/traces/" + OddTrace.SLOW,
        "/traces/" + OddTrace.SLOW + "?span=" + OddTrace.FAILED,
        "/traces/" + OddTrace.SLOW + "?span=none&fold=none",
        "/traces/" + OddTrace.SLOW + "?zoom=364300118-395713005&pin=1",
        "/traces/" + OddTrace.SLOW + "?view=flame",
        "/traces/" + OddTrace.SLOW + "?view=statistics",
        "/traces/" + OddTrace.SLOW + "?view=text",
        "/traces/" + OddTrace.SLOW + "?view=json",
        "/compare?a=" + OddTrace.SLOW + "&b=" + OddTrace.FAST,
        "/compare?a=" + OddTrace.SLOW,
        "/compare",
        "/services?range=1h",
        "/services/nginx?range=1h",
        "/services/nginx?range=24h",
        "/services/nginx?from=2025-03-17T14:00:00Z&to=2025-04-17T15:00:00Z",
        "/services/nobody",
        "/map?range=1h",
        "/map?service=nginx",
        "/status",
        "/searches",
        "/traces/00000000000000000000000000000bad",
        "/nothing-is-here"
      })
  void at_every_width_all_words_can_be_read(String path) {
    open(skep, path);

    assertThat(wrong()).isEmpty();
  }

  @Test
  void so_can_those_of_the_login_and_the_first_start() {
    open(empty, "/login");
    assertThat(wrong()).as("login").isEmpty();

    open(empty, "/login?token=token-of-the-look");
    assertThat(wrong()).as("first start").isEmpty();
  }

  private static void open(SkepServer server, String path) {
    page.setViewportSize(1440, 900);
    page.navigate(server.address().resolve(path).toString());
  }

  private static List<String> wrong() {
    List<String> found = new ArrayList<>();
    for (int width : WIDTHS) {
      page.setViewportSize(width, 900);
      page.evaluate("scrollTo(0, 0)");
      for (Object each : (List<?>) page.evaluate(looks)) {
        found.add(width + " px: " + each);
      }
    }
    return found;
  }
}
