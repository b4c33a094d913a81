package dev.skep.bootstrap.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The Chromium that is installed on this machine. Started once for all tests, which each have a
/// context of their own in it: its own cookies, its own settings, its own pages.
final class Chromium {
  /// Another name of this machine, for this browser alone.
  static final String OTHER_NAME = "skep.internal";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  // What stands around the page is made of pages, too, which nobody sees and which take longer to
  // make than ours. The others are what Playwright switches off, too, which this takes the place
  // of.
  private static final List<String> SWITCHED_OFF =
      List.of(
          "PreloadTopChromeWebUI",
          "WebUIOmniboxPopup",
          "WebUIOmniboxAimPopup",
          "DestroyProfileOnBrowserClose",
          "HttpsUpgrades",
          "MediaRouter",
          "OptimizationHints",
          "PaintHolding",
          "Translate");

  private static final Browser BROWSER = launch();

  private Chromium() {}

  static Browser browser() {
    return BROWSER;
  }

  private static Browser launch() {
    Path program = program();
    // As patient as the pages are on a busy machine.
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(program)
                .setHeadless(true)
                // A sandbox inside a container or as root cannot be had; nothing foreign is
                // visited.
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--host-resolver-rules=MAP " + OTHER_NAME + " 127.0.0.1",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-features=" + String.join(",", SWITCHED_OFF))));
  }

  private static Path program() {
    Stream<Path> chosen = Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of);
    Stream<Path> onPath =
        Stream.of(System.getenv("PATH").split(":"))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(chosen, onPath)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException("No Chromium on the PATH; ./verify installs it on Debian"));
  }
}
