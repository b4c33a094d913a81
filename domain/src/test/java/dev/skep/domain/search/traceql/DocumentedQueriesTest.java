package dev.skep.domain.search.traceql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpansetCondition.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page about the language tells what can be written.
final class DocumentedQueriesTest {
  private static final Path PAGE = Path.of("../docs/query-language.md");
  private static final Pattern EXAMPLES = Pattern.compile("(?s)```traceql\n(.*?)```");
  private static final Pattern FIELD_ROW = Pattern.compile("(?m)^\\| (`[^|]*`) \\| .* \\| .* \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void every_example_is_a_query() throws IOException {
    List<String> examples =
        EXAMPLES
            .matcher(Files.readString(PAGE))
            .results()
            .flatMap(block -> block.group(1).lines())
            .toList();

    assertThat(examples).hasSizeGreaterThan(7);
    assertThat(examples)
        .allSatisfy(query -> assertThat(TraceQl.read(query)).isInstanceOf(TraceQl.Query.class));
  }

  @Test
  void the_table_of_fields_lists_exactly_what_there_is() throws IOException {
    List<String> listed =
        FIELD_ROW
            .matcher(Files.readString(PAGE))
            .results()
            .map((MatchResult row) -> row.group(1))
            .flatMap(cell -> CODE.matcher(cell).results().map(code -> code.group(1)))
            .toList();

    assertThat(listed)
        .allSatisfy(field -> assertThat(TraceQl.readField(field)).as(field).isPresent());
    for (Intrinsic intrinsic : Intrinsic.values()) {
      assertThat(listed).contains(intrinsic.text());
    }
    assertThat(listed).contains("span.KEY", "resource.KEY", "event.KEY", ".KEY");
  }

  @Test
  void every_operator_is_explained() throws IOException {
    String page = Files.readString(PAGE);

    for (Operator operator : Operator.values()) {
      assertThat(page).contains("`" + operator.text() + "`");
    }
    for (Relation relation : Relation.values()) {
      assertThat(page).contains("`A " + relation.text() + " B`");
    }
  }
}
