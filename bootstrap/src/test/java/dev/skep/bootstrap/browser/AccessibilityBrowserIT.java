package dev.skep.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.skep.bootstrap.system.SkepServer;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/// What axe-core finds against WCAG 2.2 AA on each page: nothing; in light and dark, wide and
/// narrow. Every page is looked at in full once, and once more narrow and dark by the rules that
/// colours and width have a part in.
@Tag("browser")
final class AccessibilityBrowserIT {
  private static final List<String> ALL_RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static final List<String> OF_LOOKS =
      List.of("color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable");

  @TempDir static Path folder;
  @TempDir static Path emptyFolder;
  private static SkepServer skep;
  private static SkepServer empty;
  private static BrowserContext context;
  private static Page page;

  @BeforeAll
  static void start() throws Exception {
    skep = SkepServer.start(folder);
    empty =
        SkepServer.start(
            emptyFolder,
            Map.of(
                "TRACES_EXPLORER_AUTH", "token", "TRACES_EXPLORER_TOKEN", "token-of-the-axe-test"));
    skep.postLivingData();
    skep.store(OddTrace.json());
    skep.send(
        HttpRequest.newBuilder(skep.address().resolve("/searches"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "name=slow+checkouts&back=%2Ftraces%3FminDuration%3D1s")));
    context = Chromium.browser().newContext();
    context.setDefaultTimeout(20_000);
    try (InputStream script = AccessibilityBrowserIT.class.getResourceAsStream("/axe.min.js")) {
      context.addInitScript(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    }
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
        "/traces?range=all&q=%7B%20nonsense&minDuration=nonsense",
        "/traces?range=all&service=nobody",
        "/traces/" + OddTrace.SLOW + "?pin=1&remove=1",
        "/traces/"
            + OddTrace.SLOW
            + "?zoom=1000000-90000000&fold=none&find=checkout&mark=1&span="
            + OddTrace.FAILED,
        "/traces/" + OddTrace.SLOW + "?view=flame",
        "/traces/" + OddTrace.SLOW + "?view=statistics",
        "/traces/" + OddTrace.SLOW + "?view=text",
        "/traces/" + OddTrace.SLOW + "?view=json",
        "/compare?a=" + OddTrace.SLOW + "&b=" + OddTrace.FAST,
        "/compare?a=" + OddTrace.SLOW,
        "/compare",
        "/services/nginx",
        "/services/nobody",
        "/map?service=nginx",
        "/traces/00000000000000000000000000000bad",
        "/nothing-is-here"
      })
  void a_page_has_no_violation(String path) {
    open(skep, path);

    assertThat(violations()).isEmpty();
  }

  @Test
  void the_pages_that_the_top_bar_names_have_none() {
    open(skep, "/");
    Object paths =
        page.evaluate(
            "[...document.querySelectorAll('nav[aria-label=Pages] a')].map(a => a.pathname)");

    for (Object path : (List<?>) paths) {
      open(skep, path.toString());
      assertThat(violations()).as(path.toString()).isEmpty();
    }
  }

  @Test
  void saved_searches_and_the_help_on_keys_over_them_have_none() {
    open(skep, "/searches");
    assertThat(page.locator("main tbody tr").count()).isEqualTo(1);
    assertThat(violations()).isEmpty();

    page.keyboard().press("?");
    assertThat(violations()).isEmpty();
  }

  @Test
  void the_login_and_the_first_start_have_none() {
    open(empty, "/login");
    assertThat(violations()).as("login").isEmpty();
    page.getByLabel("Access token").fill("not-the-right-token");
    page.keyboard().press("Enter");
    page.locator("[role=alert], .field-error").first().waitFor();
    assertThat(violations()).as("refused token").isEmpty();

    page.navigate(empty.address().resolve("/login?token=token-of-the-axe-test").toString());
    assertThat(violations()).as("first start").isEmpty();
  }

  private static void open(SkepServer server, String path) {
    look(1440, ColorScheme.LIGHT);
    page.navigate(server.address().resolve(path).toString());
  }

  private static void look(int width, ColorScheme scheme) {
    page.setViewportSize(width, 900);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  /// What axe finds, one line for each rule and way to look at the page.
  private static List<String> violations() {
    List<String> found = new ArrayList<>();
    found.addAll(violations(1440, ColorScheme.LIGHT, ALL_RULES));
    found.addAll(violations(390, ColorScheme.DARK, OF_LOOKS));
    return found;
  }

  private static List<String> violations(int width, ColorScheme scheme, List<String> rules) {
    look(width, scheme);
    // A page may begin at the span that is shown; a row half under the sticky head is no small
    // target.
    page.evaluate("window.scrollTo(0, 0)");
    Object lines =
        page.evaluate(
            """
            async (runOnly) => (await axe.run({ runOnly, resultTypes: ['violations'], preload: false }))
              .violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 3)
                .map(node => node.target.join(' ') + ' | ' + node.failureSummary).join('; '))\
            """,
            rules);
    return ((List<?>) lines).stream().map(line -> width + " " + scheme + " " + line).toList();
  }
}
