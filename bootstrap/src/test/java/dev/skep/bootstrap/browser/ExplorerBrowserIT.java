package dev.skep.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import dev.skep.bootstrap.system.SkepServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Posts spans, opens the Explorer, and looks; with scripts on and off.
@Tag("browser")
final class ExplorerBrowserIT {
  private static final String CHECKOUT = "5b8efff798038103d269b633813fc60c";

  @TempDir static Path folder;
  private static SkepServer skep;

  @RegisterExtension final WatchedPages pages = new WatchedPages();

  @BeforeAll
  static void start() throws Exception {
    skep = SkepServer.start(folder);
    skep.post(
        """
        {"resourceSpans":[
          {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"nginx"}},
              {"key":"telemetry.sdk.name","value":{"stringValue":"beyla"}}]},
           "scopeSpans":[{"spans":[
             {"traceId":"%1$s","spanId":"00000000000000a1","name":"POST /checkout","kind":2,
              "startTimeUnixNano":"1773756000000000000","endTimeUnixNano":"1773756000412381204"}]}]},
          {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"orders-api"}}]},
           "scopeSpans":[{"spans":[
             {"traceId":"%1$s","spanId":"00000000000000a2","parentSpanId":"00000000000000a1","name":"INSERT payments","kind":3,
              "startTimeUnixNano":"1773756000364300118","endTimeUnixNano":"1773756000395713005",
              "status":{"code":2,"message":"deadlock detected"},
              "attributes":[{"key":"db.operation.name","value":{"stringValue":"INSERT"}},
                {"key":"<b>key</b>","value":{"stringValue":"<img src=x onerror=alert(1)>"}}]},
             {"traceId":"%1$s","spanId":"00000000000000a4","parentSpanId":"00000000000000ff","name":"orphan","kind":1,
              "startTimeUnixNano":"1773756000364300118","endTimeUnixNano":"1773756000364300155"}]}]},
          {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"httpd"}}]},
           "scopeSpans":[{"spans":[
             {"traceId":"6b8efff798038103d269b633813fc60c","spanId":"00000000000000a3","name":"GET /assets/*","kind":2,
              "startTimeUnixNano":"1773756001000000000","endTimeUnixNano":"1773756001000142000"}]}]}]}\
        """
            .formatted(CHECKOUT));
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {true, false})
  void a_person_filters_by_source_and_status_and_opens_the_broken_trace(boolean scripts) {
    Page page = open(scripts, "/traces?range=all");
    assertThat(page).hasTitle(Pattern.compile("Traces.*"));
    assertThat(rows(page)).hasCount(2);
    assertThat(rows(page).first()).containsText("GET /assets/*");
    assertThat(rows(page).first()).containsText("142 µs");

    choose(page, "Source", "eBPF (Apps)", scripts);
    assertThat(page).hasURL(Pattern.compile("[?&]source=ebpf"));
    assertThat(rows(page)).hasCount(2);

    page.locator("#filters")
        .getByText("Error", new Locator.GetByTextOptions().setExact(true))
        .click();
    search(page, scripts);
    assertThat(rows(page)).hasCount(1);

    rows(page).getByRole(AriaRole.LINK).first().click();
    assertThat(page).hasURL(Pattern.compile("/traces/" + CHECKOUT));
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .containsText("POST /checkout");
    // Three spans, and the ghost of a parent that is not there.
    assertThat(page.locator("[role=treegrid] tbody tr")).hasCount(4);
    assertThat(page.locator("[role=treegrid]")).containsText("412 ms");
    assertThat(page.locator("[role=treegrid]")).containsText("37 ns");
    assertThat(page.locator("body")).containsText("2 roots");

    page.locator("[role=treegrid]").getByText("INSERT payments").click();
    Locator detail = page.locator(".span-detail");
    assertThat(detail).containsText("deadlock detected");
    assertThat(detail).containsText("db.operation.name");
    assertThat(detail).containsText("<img src=x onerror=alert(1)>");
    assertThat(detail.locator("img, b:has-text('key')")).hasCount(0);
    assertThat(detail).containsText("31.4 ms");
  }

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {true, false})
  void a_source_without_traces_says_that_nothing_matches(boolean scripts) {
    Page page = open(scripts, "/traces?range=all");

    choose(page, "Source", "Background Jobs", scripts);

    assertThat(page.locator("#results")).containsText("No stored trace matches");
    assertThat(rows(page)).hasCount(0);
  }

  @Test
  void a_sort_that_is_pressed_while_a_filter_is_under_way_follows_it() {
    Page page = open(true, "/traces?range=all");
    List<Route> held = new ArrayList<>();
    page.route("**/search?*", held::add);
    page.waitForRequest("**/search?*", () -> page.getByLabel("Source").selectOption("ebpf"));

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("slowest").setExact(true))
        .click();
    held.getFirst().resume();

    assertThat(page).hasURL(Pattern.compile("source=ebpf.*sort=slowest|sort=slowest.*source=ebpf"));
    assertThat(rows(page).first()).containsText("POST /checkout");
    assertThat(page.getByLabel("Source")).hasValue("ebpf");
  }

  @Test
  void a_query_is_written_with_the_keyboard_from_what_is_stored() {
    Page page = open(true, "/traces?range=all");
    Locator line = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Query"));
    Locator options = page.getByRole(AriaRole.LISTBOX).getByRole(AriaRole.OPTION);

    page.keyboard().press("/");
    page.keyboard().type("{ span.db");
    assertThat(options).hasCount(1);
    assertThat(line).hasAttribute("aria-expanded", "true");
    page.keyboard().press("ArrowDown");
    assertThat(line).hasAttribute("aria-activedescendant", "q-option-0");
    page.keyboard().press("Enter");
    assertThat(options.first()).containsText("=");
    page.keyboard().type("= ");
    assertThat(options.first()).containsText("\"INSERT\"");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    assertThat(options).containsText(new String[] {"&&", "||", "}"});
    options.getByText("}", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(line).hasValue("{ span.db.operation.name = \"INSERT\" } ");
    page.keyboard().press("Escape");
    page.keyboard().press("Enter");

    assertThat(rows(page)).hasCount(1);
    assertThat(rows(page)).containsText("POST /checkout");
  }

  @Test
  void a_service_leads_to_the_map_around_it_and_the_map_to_traces() {
    Page page = open(true, "/services?range=all");
    link(page, "nginx").click();
    assertThat(page.locator(".figures")).containsText("412 ms");
    page.locator(".hits a").first().hover();
    link(page, "On the map").click();
    assertThat(page.locator(".map a[aria-current]")).containsText("nginx");
    link(page, "Whole map").click();

    page.locator(".map a", new Page.LocatorOptions().setHasText("httpd")).click();
    assertThat(page).hasURL(Pattern.compile("/services/httpd"));
    page.locator(".hits a").last().click();

    assertThat(page).hasURL(Pattern.compile("/traces\\?.*sort=slowest"));
    assertThat(rows(page)).hasCount(1);
    assertThat(rows(page)).containsText("GET /assets/*");
  }

  @Test
  void the_first_span_shows_itself_without_a_reload(@TempDir Path empty) throws Exception {
    try (SkepServer fresh = SkepServer.start(empty)) {
      Page page = pages.open(true);
      page.navigate(fresh.address().resolve("/traces").toString());
      assertThat(page.locator("body")).containsText("OTEL_EXPORTER_OTLP_ENDPOINT");
      assertThat(page.locator("body")).containsText(fresh.address().getAuthority());

      fresh.post(
          """
          {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"00000000000000a1",
          "name":"GET /","startTimeUnixNano":"1773756000000000000"}]}]}]}\
          """
              .formatted(CHECKOUT));

      assertThat(page.locator("body")).containsText("The first span has arrived");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Show the traces"))
          .first()
          .click();
      assertThat(rows(page)).hasCount(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"light", "dark"})
  void both_themes_fit_a_phone(String scheme) {
    Page page =
        pages.open(
            new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setColorScheme(ColorScheme.valueOf(scheme.toUpperCase(Locale.ROOT))));

    for (String path :
        List.of(
            "/traces?range=all",
            "/traces/" + CHECKOUT,
            "/compare?a=" + CHECKOUT,
            "/services?range=all",
            "/services/nginx?range=all",
            "/map?range=all",
            "/searches")) {
      page.navigate(skep.address().resolve(path).toString());
      Object overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      assertThat(((Number) overflow).intValue()).as(path).isLessThanOrEqualTo(0);
    }
  }

  private Page open(boolean scripts, String path) {
    Page page = pages.open(scripts);
    page.navigate(skep.address().resolve(path).toString());
    return page;
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  private static Locator rows(Page page) {
    return page.locator("#results tbody tr");
  }

  private static void choose(Page page, String label, String option, boolean scripts) {
    page.getByLabel(label).selectOption(new SelectOption().setLabel(option));
    search(page, scripts);
  }

  /// With scripts a change is enough; without them one presses the button.
  private static void search(Page page, boolean scripts) {
    if (!scripts) {
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search")).click();
    }
  }
}
