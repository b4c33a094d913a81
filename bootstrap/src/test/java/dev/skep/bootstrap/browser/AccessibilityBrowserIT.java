package dev.skep.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
  private static EveryPage pages;
  private static Page page;

  @BeforeAll
  static void start() throws Exception {
    pages = EveryPage.in(folder);
    page = pages.page();
    page.addInitScript(EveryPage.script("/axe.min.js"));
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @ParameterizedTest
  @MethodSource(EveryPage.ADDRESSES)
  void a_page_has_no_violation(String path) {
    open(path);

    assertThat(violations()).isEmpty();
  }

  @Test
  void the_pages_that_the_top_bar_names_have_none() {
    open("/");
    Object paths =
        page.evaluate(
            "[...document.querySelectorAll('nav[aria-label=Pages] a')].map(a => a.pathname)");

    for (Object path : (List<?>) paths) {
      open(path.toString());
      assertThat(violations()).as(path.toString()).isEmpty();
    }
  }

  @Test
  void saved_searches_and_the_help_on_keys_over_them_have_none() {
    open("/searches");
    assertThat(page.locator("main tbody tr").count()).isEqualTo(1);
    assertThat(violations()).isEmpty();

    page.keyboard().press("?");
    assertThat(violations()).isEmpty();
  }

  @Test
  void the_login_and_the_first_start_have_none() {
    look(1440, ColorScheme.LIGHT);
    pages.openEmpty("/login");
    assertThat(violations()).as("login").isEmpty();
    page.getByLabel("Access token").fill("not-the-right-token");
    page.keyboard().press("Enter");
    page.locator("[role=alert], .field-error").first().waitFor();
    assertThat(violations()).as("refused token").isEmpty();

    pages.openEmpty("/login?token=" + EveryPage.TOKEN);
    assertThat(violations()).as("first start").isEmpty();
  }

  private static void open(String path) {
    look(1440, ColorScheme.LIGHT);
    pages.open(path);
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
