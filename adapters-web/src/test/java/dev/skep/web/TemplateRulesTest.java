package dev.skep.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateRulesTest {
  private static final Pattern TAKES_IN =
      Pattern.compile("th:(?:replace|insert|include|substituteby)=\"([^\"]*)\"");
  private static final Pattern CLASS_OR_ID =
      Pattern.compile("th:(class|classappend|id)=\"([^\"]*)\"");

  /// The names of jobs and of states, which are ours.
  private static final Set<String> KNOWN_WORDS =
      Set.of("|status-${choice.value}|", "|job-${job.name}|");

  static Stream<Path> templates() throws IOException, URISyntaxException {
    var folder = Objects.requireNonNull(TemplateRulesTest.class.getResource("/templates"));
    try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
      return files.filter(file -> file.toString().endsWith(".html")).toList().stream();
    }
  }

  static Stream<Path> pieces() throws IOException, URISyntaxException {
    return templates().filter(file -> file.getFileName().toString().startsWith("_"));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void no_template_writes_unescaped_text_or_evaluates_text(Path template) throws IOException {
    assertThat(Files.readString(template))
        .doesNotContain(
            "utext",
            "__",
            "[(",
            "[[",
            "th:inline",
            "th:on",
            "th:remove",
            "th:style",
            "T(",
            "@{",
            "data-th-");
  }

  /// What is put in stands in the template; only the layout takes what a page hands over.
  @ParameterizedTest
  @MethodSource("templates")
  void no_template_is_chosen_by_a_value(Path template) throws IOException {
    String text = Files.readString(template);

    assertThat(TAKES_IN.matcher(text).results().map(found -> found.group(1)))
        .allMatch(what ->
            what.matches("~\\{[a-z_/-]+( :: \\w+\\(.*\\))?}")
                || (template.endsWith("layout.html") && what.matches("\\$\\{(title|main)}")));
  }

  /// A class or an id is a word of the template, or a part of a view model that makes it of a fixed
  /// list: never what somebody wrote.
  @ParameterizedTest
  @MethodSource("templates")
  void no_class_and_no_id_comes_from_text(Path template) throws IOException {
    String text = Files.readString(template);

    assertThat(CLASS_OR_ID.matcher(text).results().map(found -> found.group(2)))
        .noneMatch(what ->
            what.matches(".*[.{](name|text|value|key|title|note|label|message|service|id|href)}.*")
                && !KNOWN_WORDS.contains(what));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void no_template_has_an_inline_style_handler_or_script(Path template) throws IOException {
    var page = Jsoup.parse(Files.readString(template));

    assertThat(page.select("style, [style], [th:style]")).isEmpty();
    assertThat(page.select("script:not([th:src])")).isEmpty();
    for (Element element : page.getAllElements()) {
      assertThat(element.attributes().asList())
          .extracting(Attribute::getKey)
          .noneMatch(name -> name.startsWith("on") || name.startsWith("hx-on"));
    }
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void a_piece_has_one_root_element_and_its_id_is_its_name(Path piece) throws IOException {
    var roots = Jsoup.parse(Files.readString(piece)).body().children();
    String name = piece.getFileName().toString().replaceAll("^_|\\.html$", "");

    assertThat(roots).hasSize(1);
    assertThat(roots.first().id()).isEqualTo(name);
  }
}
