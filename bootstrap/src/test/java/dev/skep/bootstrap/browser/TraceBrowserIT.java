package dev.skep.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.skep.bootstrap.system.SkepServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Walks through one trace with keys and wheel.
@Tag("browser")
final class TraceBrowserIT {
  private static final String LARGE = "7b8efff798038103d269b633813fc60c";
  private static final int SPANS = 2_000;

  @TempDir static Path folder;
  private static SkepServer skep;

  @RegisterExtension final WatchedPages pages = new WatchedPages();

  @BeforeAll
  static void start() throws Exception {
    skep = SkepServer.start(folder);
    var spans = new StringBuilder();
    for (int i = 1; i <= SPANS; i++) {
      spans
          .append(i == 1 ? "" : ",")
          .append(
              """
              {"traceId":"%s","spanId":"%016x","parentSpanId":"%s","name":"step %d","kind":1,
              "startTimeUnixNano":"%d","endTimeUnixNano":"1773756001000000000","status":{"code":%d}}\
              """
                  .formatted(
                      LARGE,
                      i,
                      i == 1 ? "" : "%016x".formatted(i < 5 ? i - 1 : 4),
                      i,
                      1773756000000000000L + i,
                      i == 3 || i == 1500 ? 2 : 0));
    }
    skep.store("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}");
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @Test
  void windows_of_rows_come_while_one_scrolls_and_far_ones_go() {
    Page page = open(true);
    assertThat(page.locator("tbody.window tr")).hasCount(200);

    page.evaluate("scrollTo(0, document.querySelector('.waterfall').offsetHeight / 2)");
    assertThat(page.locator("tr[aria-rowindex='1002']")).hasCount(1);
    page.locator("tr[tabindex='0']").first().focus();
    page.keyboard().press("End");
    assertThat(page.locator("tr[aria-rowindex='2001']")).isFocused();
    assertThat(page.locator("tr[aria-rowindex='2001']")).containsText("step 2000");
    page.keyboard().press("Home");
    assertThat(page.locator("tr[aria-rowindex='2']")).isFocused();
  }

  @Test
  void keys_move_through_the_tree_and_open_what_is_closed() {
    Page page = open(true);
    Locator first = page.locator("tr[aria-rowindex='2']");

    page.keyboard().press("j");
    first.focus();
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("tr[aria-rowindex='3']")).isFocused();
    page.keyboard().press("c");
    assertThat(page.locator("tr[aria-rowindex='3']")).hasAttribute("aria-expanded", "false");
    assertThat(page).hasURL(Pattern.compile("closed=00000002"));
    assertThat(page.locator("tr[aria-rowindex='3']")).isFocused();
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("tr[aria-rowindex='3']")).hasAttribute("aria-expanded", "true");
    assertThat(page.locator("tr[aria-rowindex='3']")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#span h2")).hasText("step 2");
    assertThat(page).hasURL(Pattern.compile("span=0000000000000002"));
    page.keyboard().press("e");
    assertThat(page.locator("#span h2")).hasText("step 3");
    page.keyboard().press("e");
    assertThat(page.locator("#span h2")).hasText("step 1500");
    assertThat(page.locator("tr[aria-selected='true']")).isInViewport();
    page.keyboard().press("?");
    assertThat(page.locator("#key-help")).isVisible();
  }

  @Test
  void the_chosen_span_stays_chosen_while_other_rows_close_and_windows_come() {
    Page page = open(true);
    page.getByText("step 2", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#span h2")).hasText("step 2");
    page.locator("tr[aria-rowindex='5'] a.twist").click();

    assertThat(page).hasURL(Pattern.compile("closed=00000004.*span=0000000000000002"));
    assertThat(page.locator("tbody.window tr")).hasCount(4);
    assertThat(page.locator("tr[aria-rowindex='3']")).hasAttribute("aria-selected", "true");
    page.locator("tr[aria-rowindex='2'] a.twist").click();
    assertThat(page.locator("tbody.window tr")).hasCount(1);
    assertThat(page).not().hasURL(Pattern.compile("span="));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_detail_closes_and_leaves_its_room_to_the_rows(boolean scripts) {
    Page page = open(scripts);
    page.getByText("step 2", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#span h2")).hasText("step 2");
    double beside = page.locator(".waterfall").boundingBox().width;

    page.getByLabel("Close span detail").click();

    assertThat(page.locator("#span")).isHidden();
    assertThat(page.locator(".waterfall").boundingBox().width).isGreaterThan(beside + 300);
    page.getByText("step 3", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#span h2")).hasText("step 3");
  }

  @Test
  void on_a_phone_a_pressed_span_is_brought_into_view() {
    Page page = open(true);
    page.setViewportSize(390, 844);
    page.navigate(page.url().replace("fold=none", ""));

    page.getByText("step 2", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page.locator("#span h2")).hasText("step 2");
    assertThat(page.locator("#span h2")).isInViewport();
  }

  @Test
  void one_zooms_by_dragging_over_the_whole() {
    Page page = open(true);
    var box = page.locator(".minimap").boundingBox();

    page.mouse().move(box.x + box.width * 0.25, box.y + 20);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.5, box.y + 20);
    page.mouse().up();

    assertThat(page).hasURL(Pattern.compile("zoom=\\d+-\\d+"));
    assertThat(page.locator(".minimap .window")).hasCount(1);
  }

  @Test
  void without_scripts_the_rows_come_in_pages_and_everything_is_a_link() {
    Page page = open(false);

    page.locator("nav[aria-label=Rows] a[rel=next]").click();
    assertThat(page.locator("nav[aria-label=Rows]")).containsText("Rows 201–400 of 2,000");
    page.locator("tbody.window tr").nth(5).locator(".span-link").click();
    assertThat(page.locator("#span h2")).hasText("step 206");
    page.locator("input[name=find]").fill("step 1999");
    page.locator("input[name=find]").press("Enter");
    assertThat(page.locator("tbody.window tr")).hasCount(5);
    for (String view : List.of("Flame graph", "Statistics", "Text", "JSON")) {
      page.locator(".views").getByText(view).click();
      assertThat(page.locator(".views [aria-current]")).hasText(view);
    }
  }

  private Page open(boolean scripts) {
    Page page =
        pages.open(
            new Browser.NewContextOptions()
                .setJavaScriptEnabled(scripts)
                .setViewportSize(1440, 900));
    page.navigate(skep.address().resolve("/traces/" + LARGE + "?fold=none").toString());
    return page;
  }
}
