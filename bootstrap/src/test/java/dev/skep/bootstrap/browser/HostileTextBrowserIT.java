package dev.skep.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.skep.bootstrap.system.SkepServer;
import dev.skep.domain.trace.HostileTexts;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every hostile text in every stored field, keys and ids included, on every page of a real
/// browser: no dialog, no script, no violation of the content security policy, no request to
/// elsewhere, and no element or attribute that the templates do not write.
@Tag("browser")
final class HostileTextBrowserIT {
  @TempDir static Path folder;
  private static SkepServer skep;

  private final List<String> harm = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    skep = SkepServer.start(folder);
    String spans = HostileTrace.endingAt(Instant.now().getEpochSecond() * 1_000_000_000L);
    skep.store(spans);
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @BeforeEach
  void look() {
    context =
        Chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    context.setDefaultTimeout(20_000);
    page = context.newPage();
    page.onDialog(dialog -> {
      harm.add("dialog " + dialog.message());
      dialog.dismiss();
    });
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        harm.add(message.text());
      }
    });
    page.onPageError(harm::add);
    page.onPopup(popup -> harm.add("popup " + popup.url()));
    page.onRequest(request -> {
      if (!URI.create(request.url().replaceAll("[?#].*", ""))
          .getAuthority()
          .equals(skep.address().getAuthority())) {
        harm.add("request " + request.url());
      }
    });
  }

  @AfterEach
  void nothing_came_of_it() {
    context.close();
    assertThat(harm).isEmpty();
  }

  @Test
  void lists_of_traces() {
    see("/traces?range=all");
    for (int i = 0; i < 2; i++) {
      String before = page.url();
      page.locator("a[rel=next]").first().click();
      // A page that is on its way would be given up for the next one, and htmx says so as an error.
      page.waitForURL(url -> !url.equals(before));
      inspect("next page of traces");
    }
    page.locator("#new-key").fill("in");
    page.locator("#keys option[value*='evil']").first().waitFor(attached());
    inspect("completion of keys");
    page.locator("#q").fill("{ ");
    page.locator("#q-options [data-word*='evil']").first().waitFor();
    inspect("completion of the line");
    page.locator("#q").fill("{ .http.route = ");
    page.locator("#q-options [data-word*='evil']").first().waitFor();
    inspect("completion of values");
  }

  @Test
  void searches_that_are_shown_again() {
    String all = String.join(" ", HostileTexts.all());
    for (String field :
        List.of("service", "operation", "q", "minDuration", "from", "sort", "cursor", "source")) {
      see("/traces?range=all&" + field + "=" + encode(all.substring(0, 1500)));
    }
    see(
        "/traces?q="
            + encode(
                "{ .\""
                    + all.substring(0, 200).replace("\"", "\\\"")
                    + "\" = \"<img src=x onerror=alert(1)>\" }"));
  }

  @Test
  void one_trace() {
    see("/traces/" + HostileTrace.ID + "?fold=none&span=" + HostileTrace.ROOT);
    page.evaluate("scrollTo(0, document.body.scrollHeight)");
    page.locator("tbody.window").nth(1).waitFor(attached());
    inspect("a window of rows");
    page.locator("tr[aria-rowindex='240'] a.span-link").click();
    page.locator("#span h2:not(:has-text('//evil.example/pixel'))").waitFor();
    inspect("the panel of a span");
    see("/traces/" + HostileTrace.ID + "?find=" + encode("<img"));
    for (String view : List.of("flame", "statistics", "text", "json")) {
      see("/traces/" + HostileTrace.ID + "?view=" + view);
    }
  }

  @Test
  void notes_comparisons_and_traces_with_hostile_ids() {
    see("/traces/" + HostileTrace.ID + "?pin=1");
    page.locator("#note").fill(String.join("", HostileTexts.all().subList(0, 20)));
    page.locator("form[action$='/pin'] button").click();
    page.waitForLoadState();
    inspect("a note");
    String id = encode("<script>alert(1)</script>");
    see("/traces/" + id);
    see("/traces/" + id + "?remove=1");
    see("/compare?a=" + HostileTrace.ID + "&b=" + id);
    see("/compare?a=" + id);
    see("/traces/" + encode("nobody<img src=x onerror=alert(1)>"));
    see("/" + encode("nothing<img src=x onerror=alert(1)>"));
  }

  /// Whatever the top bar names, and a page that each of them leads to.
  @Test
  @SuppressWarnings("unchecked")
  void pages_of_the_top_bar_and_behind_them() {
    see("/");
    List<String> pages =
        (List<String>)
            page.evaluate(
                "[...document.querySelectorAll('nav[aria-label=Pages] a')].map(a => a.pathname)");
    for (String path : pages) {
      see(path + "?range=all");
      List<String> further =
          (List<String>)
              page.evaluate(
                  "[...document.querySelectorAll('main a[href^=\"/\"]')].map(a =>"
                      + " a.getAttribute('href')).filter(a => a.includes('evil') &&"
                      + " !a.startsWith('/traces')).slice(0, 3)");
      for (String next : further) {
        see(next);
      }
    }
  }

  /// Each text is the name of a service, and that of something that it calls.
  @Test
  void services_and_maps_around_them() {
    see("/map?range=all");
    assertThat(page.locator(".map .node").count()).isGreaterThan(20);
    for (String text : HostileTexts.all().stream().limit(12).toList()) {
      see("/services/" + encode(text) + "?range=all");
      see("/map?range=all&service=" + encode(text));
      assertThat(page.locator(".map a[aria-current] .node").count()).as(text).isEqualTo(1);
    }
  }

  private void see(String path) {
    page.navigate(skep.address().resolve(path).toString());
    inspect(path);
  }

  /// Looks for what no template writes, wherever it came from.
  private void inspect(String where) {
    Object found =
        page.evaluate(
            """
            () => [...document.querySelectorAll('*')].flatMap((element) => {
              const name = element.localName;
              const odd = [...element.attributes].filter((one) => /^(on|style$|srcdoc$|ping$|formaction$|accesskey$|background$|poster$|hx-(on|vals|headers|ext|put|delete))/.test(one.name));
              if (odd.length) return [element.outerHTML.slice(0, 200)];
              if (/^(iframe|object|embed|base|style|applet|video|audio|source|track|marquee|math|image|img|foreignobject|animate|set|slot|portal|plaintext|xmp)$/i.test(name)) return [element.outerHTML.slice(0, 200)];
              if (name === 'script' && !element.src.startsWith(location.origin + '/static/')) return [element.outerHTML.slice(0, 200)];
              const address = element.getAttribute('href') ?? element.getAttribute('action') ?? element.getAttribute('xlink:href');
              if (address !== null && !/^https?:$/.test(new URL(address, location.href).protocol)) return [element.outerHTML.slice(0, 200)];
              const leaves = address !== null && new URL(address, location.href).origin !== location.origin;
              if (leaves && !(name === 'a' && (element.rel || '').includes('noopener'))) return [element.outerHTML.slice(0, 200)];
              return [];
            })\
            """);
    for (Object one : (List<?>) found) {
      harm.add(where.substring(0, Math.min(60, where.length())) + ": " + one);
    }
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
