package dev.skep.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.bootstrap.SettingNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents name what there is, and nothing that there is not.
final class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `(TRACES_\\w+)` \\|");
  private static final Pattern RELATIVE_LINK =
      Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)[^)]*\\)");

  @Test
  void the_readme_s_table_lists_exactly_the_settings_with_their_defaults() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(SETTING_ROW.matcher(readme).results().map(row -> row.group(1)).toList())
        .containsExactlyElementsOf(SettingNames.all());
    SettingNames.defaults()
        .forEach((name, value) ->
            assertThat(readme)
                .containsPattern(
                    "\\| `"
                        + name
                        + "` \\| "
                        + Pattern.quote(value.isEmpty() ? "" : "`" + value + "`")));
  }

  @Test
  void every_package_says_what_it_is_for() throws IOException {
    List<Path> silent;
    try (Stream<Path> folders = Files.walk(ROOT)) {
      silent =
          folders
              .filter(Files::isDirectory)
              .filter(folder -> folder.toString().contains("src/main/java/dev/skep"))
              .filter(DocumentationTest::holdsClasses)
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
    }

    assertThat(silent).isEmpty();
  }

  @Test
  void every_link_between_documents_leads_somewhere() throws IOException {
    List<String> broken;
    try (Stream<Path> files = Files.walk(ROOT)) {
      broken =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.toString().contains("/target/"))
              .flatMap(DocumentationTest::brokenLinks)
              .toList();
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void decisions_have_numbers_of_their_own_and_are_listed() throws IOException {
    Path decisions = ROOT.resolve("docs/adr");
    String index = Files.readString(decisions.resolve("README.md"));
    try (Stream<Path> files = Files.list(decisions)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\d{4}-.*\\.md"))
              .toList();
      assertThat(names).extracting(name -> name.substring(0, 4)).doesNotHaveDuplicates();
      assertThat(names).allSatisfy(name -> assertThat(index).contains(name));
    }
  }

  private static Stream<String> brokenLinks(Path document) {
    try {
      return RELATIVE_LINK
          .matcher(Files.readString(document))
          .results()
          .map((MatchResult link) -> link.group(1))
          .filter(link -> !Files.exists(document.resolveSibling(link)))
          .map(link -> document + " -> " + link);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holdsClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
