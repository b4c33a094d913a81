package dev.skep.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.bootstrap.SettingNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The documents name what there is, and nothing that there is not.
final class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `(TRACES_\\w+)` \\|");
  // `SomeTest`, `SomeTest.some_method`, or `.another_method` of the one that was named last.
  private static final Pattern PROOF =
      Pattern.compile("`(\\w+(?:Test|IT)|(?=\\.\\w))(?:\\.(\\w+)|)`");
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

  @ParameterizedTest
  @ValueSource(strings = {"security.md", "specification.md"})
  void every_test_that_is_named_as_a_proof_is_there(String document) throws IOException {
    String page = Files.readString(ROOT.resolve("docs").resolve(document));
    Map<String, String> tests;
    try (Stream<Path> files = Files.walk(ROOT)) {
      tests =
          files
              .filter(file -> file.toString().contains("src/test/java"))
              .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
              .collect(
                  Collectors.toMap(
                      file -> file.getFileName().toString().replace(".java", ""),
                      DocumentationTest::text,
                      (one, other) -> one + other));
    }

    String named = "";
    List<String> missing = new ArrayList<>();
    for (MatchResult proof : PROOF.matcher(page).results().toList()) {
      named = proof.group(1).isEmpty() ? named : proof.group(1);
      String method = proof.group(2) == null ? "" : "void " + proof.group(2) + "(";
      boolean isThere = tests.containsKey(named) && tests.getOrDefault(named, "").contains(method);
      if (!isThere) {
        missing.add(proof.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(PROOF.matcher(page).results().count()).isGreaterThan(40);
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

  private static String text(Path file) {
    try {
      return Files.readString(file);
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
