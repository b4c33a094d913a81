package dev.skep.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.skep.bootstrap.system.SkepServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What operators come for, from the front page on, as `docs/journeys.md` lists it step by step.
@Tag("browser")
final class JourneysBrowserIT {
  private static final Path LIST = Path.of("..", "docs", "journeys.md");

  @TempDir static Path folder;
  private static SkepServer skep;

  @RegisterExtension final WatchedPages pages = new WatchedPages();
  private Page page;
  private Operator operator;

  @BeforeAll
  static void start() throws Exception {
    skep = SkepServer.start(folder);
    skep.store(ShopStory.upTo(Instant.now()));
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @BeforeEach
  void arrive() {
    page = pages.open(new Browser.NewContextOptions().setViewportSize(1440, 900));
    operator = Operator.opening(page, skep.address());
  }

  @Test
  void a_service_got_slow_ten_minutes_ago() throws Exception {
    operator
        .pressLink("Services")
        .pressLink("orders-api")
        .sees(page.locator("[aria-labelledby=ops] tbody tr"), "POST /orders", "100 %")
        .sees(page.locator("[aria-labelledby=callees] tbody tr"), "postgres", "87")
        .press(page.locator("[aria-labelledby=slowest] tbody a").first(), "the slowest trace")
        .sees(page.locator(".trace-head"), "POST /checkout", "320 ms")
        .sees(page.locator(".span-detail"), "Slower than");

    isListed("A service got slow ten minutes ago: which operation, which callee, show me one");
  }

  @Test
  void a_user_got_a_500() throws Exception {
    operator
        .press(page.locator("#range summary"), "the time range")
        .pressLink("Last 15 minutes")
        .type("url.path", "Attribute or field")
        .type(ShopStory.UNLUCKY_PATH, "Value")
        .pressButton("Add");
    assertThat(operator.traces()).hasCount(1);
    operator
        .pressFirstTrace()
        .sees(page.locator(".trace-head"), "500, 2 errors")
        .sees(page.locator(".span-detail"), "connection to users-db refused", "GET /users/*");

    isListed("This user got a 500: find it by path and time");
  }

  @Test
  void a_deployment_changed_something() throws Exception {
    operator
        .type("{ .service.version = \"" + ShopStory.NEW_VERSION + "\" }", "Query")
        .pressLink("oldest");
    assertThat(page).hasURL(Pattern.compile("1\\.5\\.0"));
    assertThat(page).hasURL(Pattern.compile("sort=oldest"));
    operator
        .pressFirstTrace()
        .pressLink("Compare")
        .press(page.locator(".likes a").nth(4), "the trace before it")
        .sees(page.locator(".page-head"), "A took 295 ms longer", "SELECT order_items")
        .sees(
            page.getByLabel("Attributes that differ"),
            "service.version",
            ShopStory.NEW_VERSION,
            ShopStory.OLD_VERSION);

    isListed("What did this deployment change?");
  }

  @Test
  void nginx_sends_and_httpd_does_not() throws Exception {
    operator.pressLink("Services").sees(service("nginx"), "s ago").sees(service("httpd"), "m ago");

    isListed("Is nginx even sending?");
  }

  private Locator service(String name) {
    return page.locator(".service-table tbody tr")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  /// The document lists just these steps below that question.
  private void isListed(String question) throws Exception {
    String steps =
        IntStream.range(0, operator.steps().size())
            .mapToObj(i -> (i + 1) + ". " + operator.steps().get(i))
            .collect(Collectors.joining("\n"));
    String document = Files.readString(LIST);
    assertThat(document).contains("## " + question);
    String below = document.substring(document.indexOf("## " + question));
    assertThat(
            below
                .lines()
                .filter(line -> line.matches("[0-9]+\\. .*|## .*"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .collect(Collectors.joining("\n")))
        .isEqualTo(steps);
  }
}
