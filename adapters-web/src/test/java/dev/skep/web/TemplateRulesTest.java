package dev.skep.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateRulesTest {
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
        .doesNotContain("utext", "__${", "__*{", "[(", "th:inline", "th:on", "T(");
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
