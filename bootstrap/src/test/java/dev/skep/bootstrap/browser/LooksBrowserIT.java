package dev.skep.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// At no width is a page wider than its window, and no words lie over others or are cut unnoticed:
/// names at an axis least of all.
@Tag("browser")
final class LooksBrowserIT {
  private static final List<Integer> WIDTHS =
      List.of(360, 390, 600, 768, 900, 1024, 1100, 1200, 1280, 1440, 1920);

  @TempDir static Path folder;
  private static EveryPage pages;
  private static String looks;

  @BeforeAll
  static void start() throws Exception {
    looks = EveryPage.script("/looks.js").replaceFirst("(?s)^.*?(?=\\(\\) =>)", "");
    pages = EveryPage.in(folder);
  }

  @AfterAll
  static void stop() {
    pages.close();
  }

  @ParameterizedTest
  @MethodSource(EveryPage.ADDRESSES)
  void at_every_width_all_words_can_be_read(String path) {
    wide();
    pages.open(path);

    assertThat(wrong()).isEmpty();
  }

  @Test
  void so_can_those_of_the_login_and_the_first_start() {
    wide();
    pages.openEmpty("/login");
    assertThat(wrong()).as("login").isEmpty();

    wide();
    pages.openEmpty("/login?token=" + EveryPage.TOKEN);
    assertThat(wrong()).as("first start").isEmpty();
  }

  private static void wide() {
    pages.page().setViewportSize(1440, 900);
  }

  private static List<String> wrong() {
    List<String> found = new ArrayList<>();
    Page page = pages.page();
    for (int width : WIDTHS) {
      page.setViewportSize(width, 900);
      page.evaluate("scrollTo(0, 0)");
      for (Object each : (List<?>) page.evaluate(looks)) {
        found.add(width + " px: " + each);
      }
    }
    return found;
  }
}
