package dev.skep.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Results, printed as a table for people and as one line of JSON for programs.
final class Report {
  private static final JsonFactory JSON = new JsonFactory();

  private final String title;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  private record Row(String label, String text) {}

  Report(String benchmark) {
    title = benchmark;
    values.put("benchmark", benchmark);
    values.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /// A heading between rows.
  void section(String name) {
    rows.add(new Row("", ""));
    rows.add(new Row(name, ""));
  }

  void text(String label, String key, String value) {
    rows.add(new Row(label, value));
    values.put(key, value);
  }

  /// A row with one whole number.
  void count(String label, String key, long value) {
    rows.add(new Row(label, String.format(Locale.ROOT, "%,d", value)));
    values.put(key, value);
  }

  /// A row with one number.
  ///
  /// @param format as for [String#format], without its percent sign, such as `,.0f ms`
  void number(String label, String key, double value, String format) {
    rows.add(new Row(label, format("%" + format, value)));
    values.put(key, value);
  }

  /// A row with several numbers.
  void numbers(String label, String key, List<Double> values, String format) {
    List<String> texts = values.stream().map(value -> format("%" + format, value)).toList();
    rows.add(new Row(label, String.join("  ", texts)));
    this.values.put(key, List.copyOf(values));
  }

  /// A row for people only.
  void row(String label, String text) {
    rows.add(new Row(label, text));
  }

  /// Something for programs only.
  ///
  /// @param value texts, numbers, and lists and maps of them
  void value(String key, Object value) {
    values.put(key, value);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  void print(PrintStream out) throws IOException {
    int width =
        rows.stream()
            .filter(row -> !row.text().isEmpty())
            .mapToInt(row -> row.label().length())
            .max()
            .orElse(0);
    out.println();
    out.println(title);
    for (Row row : rows) {
      String line =
          "  "
              + row.label()
              + " ".repeat(Math.max(0, width - row.label().length()) + 2)
              + row.text();
      out.println(line.stripTrailing());
    }
    out.println();
    out.println(json());
  }

  private String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(values, json);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    switch (Objects.requireNonNull(value)) {
      case Double number -> json.writeNumber(Math.round(number * 1_000) / 1_000.0);
      case Long number -> json.writeNumber(number);
      case List<?> list -> {
        json.writeStartArray();
        for (Object each : list) {
          write(each, json);
        }
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> each : map.entrySet()) {
          json.writeFieldName(String.valueOf(each.getKey()));
          write(each.getValue(), json);
        }
        json.writeEndObject();
      }
      default -> json.writeString(value.toString());
    }
  }
}
