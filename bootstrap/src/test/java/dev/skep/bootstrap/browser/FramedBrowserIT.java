package dev.skep.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.skep.bootstrap.system.SkepServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page of another site that puts ours into a frame, under a click of its reader, gets nothing.
@Tag("browser")
final class FramedBrowserIT {
  @TempDir Path folder;

  @Test
  void no_other_page_shows_ours_in_a_frame() throws Exception {
    try (SkepServer skep = SkepServer.start(folder);
        BrowserContext context = Chromium.browser().newContext()) {
      HttpServer evil =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      String frame = "<iframe src='" + skep.address().resolve("/status") + "'></iframe>";
      byte[] html = ("<!doctype html><h1>Win</h1>" + frame).getBytes(StandardCharsets.UTF_8);
      evil.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
          });
      evil.start();
      List<String> complaints = new ArrayList<>();
      Page page = context.newPage();
      page.onConsoleMessage(message -> complaints.add(message.text()));

      page.navigate("http://127.0.0.1:" + evil.getAddress().getPort() + "/");
      page.waitForCondition(() -> !complaints.isEmpty());
      evil.stop(0);

      assertThat(complaints).anyMatch(text -> text.contains("frame-ancestors 'none'"));
      assertThat(page.frames()).hasSize(2);
      // What is there is the browser's own page that says so.
      assertThat(page.frames().get(1).locator("nav, [href^='/static/']").count()).isZero();
    }
  }
}
