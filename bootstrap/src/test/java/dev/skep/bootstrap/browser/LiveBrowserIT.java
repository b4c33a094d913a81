package dev.skep.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.skep.bootstrap.system.SkepServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a page shows without a reload, and what it remembers of searches.
@Tag("browser")
final class LiveBrowserIT {
  @TempDir static Path folder;
  private static SkepServer skep;

  @RegisterExtension final WatchedPages pages = new WatchedPages();
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    skep = SkepServer.start(folder);
    for (int trace = 1; trace <= 60; trace++) {
      post(trace);
    }
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @BeforeEach
  void open() {
    page = pages.open();
  }

  @Test
  void a_trace_that_arrives_comes_in_at_the_top() throws Exception {
    show("/traces?range=all");
    link("Live", AriaRole.BUTTON).click();
    assertThat(page.locator("#live-switch")).hasAttribute("aria-pressed", "true");

    post(101);

    assertThat(page.locator("#results tbody tr").first()).containsText("GET /101");
    assertThat(page.locator("#live")).containsText("shop");
  }

  @Test
  void who_reads_on_is_told_how_much_is_new_and_fetches_it_when_they_like() throws Exception {
    show("/traces?range=all&live=on");
    page.evaluate("scrollTo(0, document.body.scrollHeight)");
    String first = page.locator("#results tbody tr").first().textContent();

    post(102);

    Locator news = page.locator("#live-news");
    assertThat(news).hasText("1 new");
    assertThat(page.locator("#results tbody tr").first()).hasText(first);
    news.click();
    assertThat(page.locator("#results tbody tr").first()).containsText("GET /102");
    assertThat(news).isHidden();
  }

  @Test
  void the_status_follows_and_leaves_the_focus_where_it_is() throws Exception {
    show("/status");
    page.locator("#status-json").focus();
    String before = page.locator("#status time").first().textContent();

    page.waitForFunction(
        "before => document.querySelector('#status time').textContent !== before", before);

    assertThat(page.locator("#status-json")).isFocused();
  }

  @Test
  void a_search_is_saved_found_again_and_deleted() {
    show("/traces?range=all&operation=GET+%2F7");
    page.locator("#saved summary").click();
    page.getByLabel("Save this search as").fill("the seventh");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save").setExact(true))
        .click();
    show("/traces?range=all");
    page.locator("#saved summary").click();
    link("the seventh", AriaRole.LINK).click();
    assertThat(page.locator("#results tbody tr")).hasCount(1);

    page.locator("#saved summary").click();
    link("All saved searches, to delete some", AriaRole.LINK).click();
    link("Delete the seventh", AriaRole.BUTTON).click();
    assertThat(page.locator("main")).containsText("No search has been saved");
  }

  @Test
  void what_is_stored_completes_a_condition() {
    show("/traces?range=all");
    page.getByLabel("Attribute or field").pressSequentially("http.r");
    Locator keys = page.locator("#keys option[value='span.http.route']");
    assertThat(keys).hasCount(1);

    page.getByLabel("Attribute or field").fill("span.http.route");
    page.getByLabel("Value").pressSequentially("/it");
    assertThat(page.locator("#values option[value='/items']")).hasCount(1);
    assertThat(page.locator("#operations option[value='GET /7']")).hasCount(1);
  }

  private void show(String path) {
    page.navigate(skep.address().resolve(path).toString());
  }

  private Locator link(String name, AriaRole role) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void post(int trace) throws Exception {
    skep.post(
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},
        "scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"00000000000000a1","name":"GET /%d","attributes":[{"key":"http.route","value":{"stringValue":"/items"}}],
        "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}\
        """
            .formatted(
                trace,
                trace,
                1_773_756_000_000_000_000L + trace * 1_000_000L,
                1_773_756_000_000_142_000L + trace * 1_000_000L));
  }
}
