package dev.skep.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.skep.bootstrap.system.SkepServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Narrows a search by its heat map, as a person does.
@Tag("browser")
final class HeatMapBrowserIT {
  private static final String HOUR =
      "/traces?source=ebpf&from=2026-03-17T14:00:00Z&to=2026-03-17T15:00:00Z";
  private static final long START = 1_773_756_000_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;

  @TempDir static Path folder;
  @TempDir static Path other;
  private static SkepServer skep;

  @RegisterExtension final WatchedPages pages = new WatchedPages();

  /// A quick trace in each of twenty minutes, and three slow and broken ones.
  @BeforeAll
  static void start() throws Exception {
    skep = SkepServer.start(folder);
    List<String> spans = new ArrayList<>();
    for (int minute = 0; minute < 20; minute++) {
      spans.add(span(minute, minute, 300_000, 0));
    }
    for (int i = 0; i < 3; i++) {
      spans.add(span(100 + i, 40 + i, 700_000_000, 2));
    }
    skep.post(request(spans));
  }

  private static String request(List<String> spans) {
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"nginx"}}]},
      "scopeSpans":[{"spans":[%s]}]}]}\
    """
        .formatted(String.join(",", spans));
  }

  private static String span(int id, int minute, long nanos, int status) {
    long start = START + minute * MINUTE;
    return """
    {"traceId":"%032x","spanId":"%016x","name":"GET /","kind":2,"startTimeUnixNano":"%d",
     "endTimeUnixNano":"%d","status":{"code":%d}}\
    """
        .formatted(id + 1, id + 1, start, start + nanos, status);
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {true, false})
  void a_cell_leads_to_the_traces_in_it(boolean scripts) {
    Page page = open(scripts);
    assertThat(page.locator("#results-title")).hasText("1–23 of 23");
    assertThat(cells(page)).hasCount(23);

    cells(page).last().click();

    assertThat(page.locator("#results-title")).hasText("1 of 1");
    assertThat(page.locator("#results tbody tr")).containsText("700 ms");
    assertThat(page.locator("#minDuration")).hasValue("464ms");

    page.locator(".heatmap .selection a:visible").click();
    assertThat(page).hasURL(Pattern.compile(".*/traces\\?source=ebpf$"));
  }

  @Test
  void in_a_full_map_a_cell_leads_to_the_traces_in_it_though_its_column_is_the_link()
      throws Exception {
    var random = new Random(1);
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      long nanos = (long) Math.pow(10, 4 + random.nextDouble() * 5);
      spans.add(span(1000 + i, random.nextInt(60), nanos, 0));
    }
    try (SkepServer full = SkepServer.start(other)) {
      full.post(request(spans));
      Page page = open(full, new Browser.NewContextOptions());
      Locator cell = page.locator(".heatmap .cells svg").nth(20).locator("rect").nth(3);
      String traces = cell.textContent();
      assertThat(page.locator(".heatmap .cells a"))
          .hasCount(page.locator(".heatmap .cells svg").count());

      cell.click();

      assertThat(page.locator("#results-title")).hasText(Pattern.compile(".* of " + traces));
      assertThat(page).hasURL(Pattern.compile(".*minDuration=.*"));
    }
  }

  @Test
  void a_box_that_is_dragged_is_the_search_for_what_is_in_it() {
    Page page = open(true);
    BoundingBox first = cells(page).nth(20).boundingBox();
    BoundingBox last = cells(page).nth(22).boundingBox();

    page.mouse().move(first.x + 2, first.y + 1);
    page.mouse().down();
    page.mouse().move(last.x + last.width / 2, last.y + 5);
    page.mouse().up();

    Locator box = page.locator("#heat-box");
    assertThat(box).containsText("3 traces, 3 in error");
    box.getByText("Keep only these").click();
    assertThat(page.locator("#results-title")).hasText("1–3 of 3");
    assertThat(page).hasURL(Pattern.compile(".*/traces\\?source=ebpf&from=.*&minDuration=464.*"));
  }

  @Test
  void a_finger_draws_a_box_and_still_scrolls_the_page() {
    Page page = open(new Browser.NewContextOptions().setHasTouch(true).setViewportSize(390, 844));
    page.locator(".heatmap .plot").scrollIntoViewIfNeeded();
    CDPSession finger = page.context().newCDPSession(page);
    BoundingBox first = cells(page).nth(20).boundingBox();
    BoundingBox last = cells(page).nth(22).boundingBox();
    double y = first.y + 2;

    touch(finger, "touchStart", first.x + 1, y);
    for (int i = 1; i <= 4; i++) {
      touch(finger, "touchMove", first.x + 1 + (last.x + last.width - 2 - first.x) * i / 4, y + 2);
    }
    touch(finger, "touchEnd", 0, 0);
    assertThat(page.locator("#heat-box")).containsText("3 traces, 3 in error");

    page.keyboard().press("Escape");
    touch(finger, "touchStart", first.x + 1, y);
    for (int i = 1; i <= 4; i++) {
      touch(finger, "touchMove", first.x + 1, y - 40 * i);
    }
    touch(finger, "touchEnd", 0, 0);
    assertThat(page.locator(".brush")).hasCount(0);
    page.waitForFunction("scrollY > 60");
  }

  private static void touch(CDPSession finger, String type, double x, double y) {
    JsonObject event = new JsonObject();
    JsonArray points = new JsonArray();
    if (!type.equals("touchEnd")) {
      JsonObject point = new JsonObject();
      point.addProperty("x", x);
      point.addProperty("y", y);
      points.add(point);
    }
    event.addProperty("type", type);
    event.add("touchPoints", points);
    finger.send("Input.dispatchTouchEvent", event);
  }

  @Test
  void a_box_can_be_taken_away_again() {
    Page page = open(true);
    BoundingBox cell = cells(page).first().boundingBox();
    page.mouse().move(cell.x + 2, cell.y + 2);
    page.mouse().down();
    page.mouse().move(cell.x + 200, cell.y + 30);
    page.mouse().up();
    assertThat(page.locator(".brush")).hasCount(1);

    page.keyboard().press("Escape");

    assertThat(page.locator(".brush")).hasCount(0);
    assertThat(page.locator("#heat-box")).isHidden();
    assertThat(page).hasURL(Pattern.compile(".*from=.*"));
  }

  private static Locator cells(Page page) {
    return page.locator(".heatmap .cells a");
  }

  private Page open(boolean scripts) {
    return open(new Browser.NewContextOptions().setJavaScriptEnabled(scripts));
  }

  private Page open(Browser.NewContextOptions options) {
    return open(skep, options);
  }

  private Page open(SkepServer server, Browser.NewContextOptions options) {
    Page page = pages.open(options);
    page.navigate(server.address().resolve(HOUR).toString());
    return page;
  }
}
