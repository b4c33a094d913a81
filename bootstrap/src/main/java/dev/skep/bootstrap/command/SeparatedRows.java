package dev.skep.bootstrap.command;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A line of names and a line for each row, for programs.
final class SeparatedRows implements SqlCommand.Rows {
  private final TextOut out;
  private final Style style;

  SeparatedRows(TextOut out, Style style) {
    this.out = out;
    this.style = style;
  }

  /// How values are kept apart.
  enum Style {
    /// Tabs; a tab, a line break or a backslash in a value is written as `\t`, `\n`, `\r`, `\\`.
    TABS("\t"),
    /// Commas and quotes.
    ///
    /// Source: RFC 4180.
    CSV(",");

    private final String separator;

    Style(String separator) {
      this.separator = separator;
    }
  }

  @Override
  public void columns(List<String> names) {
    row(List.copyOf(names));
  }

  @Override
  public void row(List<@Nullable Object> values) {
    out.line(
        values.stream()
            .map(value -> value(Values.text(value)))
            .collect(Collectors.joining(style.separator)));
  }

  private String value(String text) {
    return switch (style) {
      case TABS ->
          text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
      case CSV ->
          text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
              ? '"' + text.replace("\"", "\"\"") + '"'
              : text;
    };
  }
}
