package dev.skep.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Pages whose complaints (errors, dialogs, violations of the content security policy) fail the
/// test. Closed after it.
final class WatchedPages implements AfterEachCallback {
  // Chromium notes of each page that it opens windows apart for trusted origins only.
  private static final String OF_ORIGIN = "The Cross-Origin-Opener-Policy header";

  private final List<String> complaints = new ArrayList<>();
  private final List<BrowserContext> contexts = new ArrayList<>();

  Page open() {
    return open(new Browser.NewContextOptions());
  }

  Page open(boolean scripts) {
    return open(new Browser.NewContextOptions().setJavaScriptEnabled(scripts));
  }

  Page open(Browser.NewContextOptions options) {
    BrowserContext context = Chromium.browser().newContext(options);
    contexts.add(context);
    // As patient as the pages are on a busy machine.
    context.setDefaultTimeout(20_000);
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      if (List.of("error", "warning").contains(message.type())
          && !message.text().startsWith(OF_ORIGIN)) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onDialog(dialog -> {
      complaints.add("dialog: " + dialog.message());
      dialog.dismiss();
    });
    return page;
  }

  /// Lets pass what was complained of until now, if it has this in it.
  void forgive(String part) {
    complaints.removeIf(complaint -> complaint.contains(part));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    contexts.forEach(BrowserContext::close);
    assertThat(complaints).isEmpty();
  }
}
