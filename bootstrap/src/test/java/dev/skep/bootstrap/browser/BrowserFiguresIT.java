package dev.skep.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Takes the time of pages in a browser, of a Skep that runs already and opens to everybody, with
/// whatever is stored in it. Not a part of `./verify`: times depend on the machine.
@Tag("browser")
@Timeout(300)
@EnabledIfSystemProperty(named = "skep.figures", matches = "http://.*")
final class BrowserFiguresIT {
  private static final URI SKEP = URI.create(System.getProperty("skep.figures", ""));
  private static final String KEY = System.getProperty("skep.figures.key", "");
  private static final int SPANS = 100_000;
  private static final int PER_REQUEST = 5_000;
  private static final int TIMES = 10;
  private static final String PAINTED =
      "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";

  @Test
  void first_paints() {
    for (String path :
        List.of("/traces", "/traces?range=all", "/services", "/map", "/status", newestTrace())) {
      List<Double> cold = new ArrayList<>();
      List<Double> warm = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        try (BrowserContext context = context()) {
          Page page = context.newPage();
          cold.add(firstPaint(page, path));
          warm.add(firstPaint(page, path));
        }
      }
      print(path + ", first paint: nothing cached " + millis(cold) + "; again " + millis(warm));
    }
  }

  @Test
  void traces_of_100_000_spans() throws IOException, InterruptedException {
    measure("chain", newTrace(), n -> n - 1);
    measure("star", newTrace(), n -> n == 1 ? 0 : 1);
    measure("tree", newTrace(), n -> (n + 2) / 4);
  }

  private static String newestTrace() {
    try (BrowserContext context = context()) {
      Page page = context.newPage();
      page.navigate(SKEP.resolve("/traces?range=all&source=ebpf").toString());
      return page.locator("#results a.row-link").first().getAttribute("href");
    }
  }

  /// Of this run alone: what is stored from an earlier one would be a part of the same trace.
  private static String newTrace() {
    return "%032x".formatted((System.currentTimeMillis() << 16) | (System.nanoTime() & 0xFFFF));
  }

  private static void measure(String shape, String trace, IntUnaryOperator parent)
      throws IOException, InterruptedException {
    store(trace, parent);
    try (BrowserContext context = context()) {
      Page page = context.newPage();
      long begin = System.nanoTime();
      double paint = firstPaint(page, "/traces/" + trace + "?fold=none");
      page.locator("tr[aria-rowindex='2']").focus();
      page.keyboard().press("End");
      page.locator("tr[aria-rowindex='" + (SPANS + 1) + "']:focus").waitFor();
      double usable = since(begin);
      page.keyboard().press("Home");
      page.locator("tr[aria-rowindex='2']:focus").waitFor();
      List<Double> jumps = new ArrayList<>();
      for (int i = 1; i <= TIMES; i++) {
        int row = 2 + SPANS / (TIMES + 1) * i;
        long start = System.nanoTime();
        page.evaluate(
            "part => scrollTo(0, document.querySelector('.waterfall').offsetHeight * part)",
            (double) row / SPANS);
        page.waitForFunction(
            "row => [...document.querySelectorAll('tr[aria-rowindex]')].some(tr =>"
                + " Math.abs(tr.getAttribute('aria-rowindex') - row) < 60)",
            row,
            new Page.WaitForFunctionOptions().setPollingInterval(5));
        jumps.add(since(start));
      }
      print(
          String.format(
              Locale.ROOT,
              "%s: first paint %.0f ms; last row reached by key after %,.0f ms; jumps %s; %s",
              shape,
              paint,
              usable,
              millis(jumps),
              memory(context, page)));
    }
  }

  private static void store(String trace, IntUnaryOperator parent)
      throws IOException, InterruptedException {
    long start = System.currentTimeMillis() * 1_000_000;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int from = 1; from <= SPANS; from += PER_REQUEST) {
        var spans = new StringBuilder();
        for (int n = from; n < from + PER_REQUEST; n++) {
          int above = parent.applyAsInt(n);
          spans
              .append(n == from ? "" : ",")
              .append(
                  """
                  {"traceId":"%s","spanId":"%016x","parentSpanId":"%s","name":"step %d","kind":2,
                  "startTimeUnixNano":"%d","endTimeUnixNano":"%d"}\
                  """
                      .formatted(
                          trace,
                          n,
                          above == 0 ? "" : "%016x".formatted(above),
                          n % 100,
                          start + n * 1_000L,
                          start + 1_000_000_000L));
        }
        var request =
            HttpRequest.newBuilder(SKEP.resolve("/api/traces/otlp/v1/traces"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", KEY)
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}"));
        assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
            .isEqualTo(200);
      }
    }
  }

  private static BrowserContext context() {
    BrowserContext context =
        Chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    context.setDefaultTimeout(60_000);
    return context;
  }

  private static double firstPaint(Page page, String path) {
    page.navigate(SKEP.resolve(path).toString());
    page.waitForTimeout(100);
    return ((Number) page.evaluate(PAINTED)).doubleValue();
  }

  private static String memory(BrowserContext context, Page page) {
    CDPSession session = context.newCDPSession(page);
    session.send("Performance.enable");
    JsonObject metrics = session.send("Performance.getMetrics");
    double heap = 0;
    double nodes = 0;
    for (JsonElement each : metrics.getAsJsonArray("metrics")) {
      JsonObject metric = each.getAsJsonObject();
      switch (metric.get("name").getAsString()) {
        case "JSHeapUsedSize" -> heap = metric.get("value").getAsDouble();
        case "Nodes" -> nodes = metric.get("value").getAsDouble();
        default -> {}
      }
    }
    return String.format(
        Locale.ROOT, "tab: %.1f MiB of script memory, %,.0f nodes", heap / (1 << 20), nodes);
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static String millis(List<Double> times) {
    List<Double> sorted = times.stream().sorted().toList();
    return String.format(
        Locale.ROOT, "p50 %.0f, most %.0f ms", sorted.get(sorted.size() / 2), sorted.getLast());
  }

  private static void print(String figure) {
    System.out.println("FIGURE " + figure);
  }
}
