package dev.skep.bootstrap.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.skep.bootstrap.system.SkepServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// All kinds of pages that there are, for what must be true of each: of a server that has something
/// to show on all of them, and of one that has nothing yet and asks for its token.
final class EveryPage implements AutoCloseable {
  /// How the tests name [#addresses()].
  static final String ADDRESSES = "dev.skep.bootstrap.browser.EveryPage#addresses";

  /// What the empty server asks for.
  static final String TOKEN = "token-of-every-page";

  private final SkepServer full;
  private final SkepServer empty;
  private final BrowserContext context;
  private final Page page;

  private EveryPage(SkepServer full, SkepServer empty, BrowserContext context) {
    this.full = full;
    this.empty = empty;
    this.context = context;
    this.page = context.newPage();
  }

  static EveryPage in(Path folder) throws IOException, InterruptedException {
    SkepServer full = SkepServer.start(folder.resolve("full"));
    SkepServer empty =
        SkepServer.start(
            folder.resolve("empty"),
            Map.of("TRACES_EXPLORER_AUTH", "token", "TRACES_EXPLORER_TOKEN", TOKEN));
    full.postLivingData();
    full.post(ShopStory.upTo(Instant.now()));
    full.store(OddTrace.json());
    full.send(
        HttpRequest.newBuilder(full.address().resolve("/searches"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "name=slow+checkouts&back=%2Ftraces%3FminDuration%3D1s")));
    BrowserContext context = Chromium.browser().newContext();
    context.setDefaultTimeout(20_000);
    return new EveryPage(full, empty, context);
  }

  /// Of the server that has something to show.
  static Stream<String> addresses() {
    return Stream.of(
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
        "/nothing-is-here");
  }

  /// The one page that all are opened in.
  Page page() {
    return page;
  }

  void open(String path) {
    page.navigate(full.address().resolve(path).toString());
  }

  void openEmpty(String path) {
    page.navigate(empty.address().resolve(path).toString());
  }

  /// A script beside the tests.
  static String script(String name) throws IOException {
    try (InputStream script = EveryPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    context.close();
    full.close();
    empty.close();
  }
}
