package dev.skep.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.skep.bootstrap.system.SkepServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signs in and out, under a name that browsers trust less than `localhost`: over plain HTTP they
/// send it no `Sec-Fetch-Site`, so that `Origin` must be right.
@Tag("browser")
final class LoginBrowserIT {
  private static final String TOKEN = "token-of-the-browser-test";

  @TempDir static Path folder;
  private static SkepServer skep;

  @RegisterExtension final WatchedPages pages = new WatchedPages();

  @BeforeAll
  static void start() throws Exception {
    skep =
        SkepServer.start(
            folder, Map.of("TRACES_EXPLORER_AUTH", "token", "TRACES_EXPLORER_TOKEN", TOKEN));
    skep.post(
        """
        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c",
        "spanId":"00000000000000a1","name":"GET /","startTimeUnixNano":"1773756000000000000"}]}]}]}\
        """);
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {true, false})
  void a_person_signs_in_switches_the_theme_and_signs_out(boolean scripts) {
    Page page = pages.open(scripts);
    page.navigate(address("/traces?range=all&status=success"));
    assertThat(page).hasURL(Pattern.compile("/login\\?next="));

    signIn(page);
    assertThat(page).hasURL(Pattern.compile("/traces\\?range=all&status=success$"));
    assertThat(page.locator("#results tbody tr")).hasCount(1);

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Theme")).click();
    assertThat(page.locator("html[data-theme=dark]")).hasCount(1);

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    assertThat(page).hasURL(Pattern.compile("/login$"));
    page.navigate(address("/traces"));
    assertThat(page).hasURL(Pattern.compile("/login$"));
  }

  @Test
  void the_printed_link_signs_in_and_the_token_leaves_the_address() {
    Page page = pages.open();
    page.navigate(address("/login?token=" + TOKEN));

    assertThat(page).hasURL(Pattern.compile("/traces$"));
  }

  @Test
  void a_list_whose_session_ended_leaves_for_the_login_and_comes_back() {
    Page page = pages.open();
    page.navigate(address("/login?token=" + TOKEN));
    page.context().clearCookies();

    page.getByLabel("Source").selectOption("ebpf");
    assertThat(page).hasURL(Pattern.compile("/login"));
    // The browser notes each 401.
    pages.forgive("401");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"light", "dark"})
  void the_login_fits_a_phone(String scheme) {
    Page page =
        pages.open(
            new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setColorScheme(ColorScheme.valueOf(scheme.toUpperCase(Locale.ROOT))));
    page.navigate(address("/login"));

    Object overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    assertThat(((Number) overflow).intValue()).isLessThanOrEqualTo(0);
    assertThat(page.getByLabel("Access token")).isFocused();
  }

  private static void signIn(Page page) {
    page.getByLabel("Access token").fill(TOKEN);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
  }

  private static String address(String path) {
    URI local = skep.address();
    return "http://" + Chromium.OTHER_NAME + ":" + local.getPort() + path;
  }
}
