package dev.skep.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file of `NAME=value` lines, as Compose reads it: blank lines and lines that begin with `#` are
/// skipped, `export ` may stand in front, a value may stand in single or double quotes, and a `#`
/// after a blank ends a value without quotes.
final class EnvFile {
  private EnvFile() {}

  /// The variables of the file; none when there is no such file.
  static Map<String, String> read(Path file) throws IOException {
    return Files.isRegularFile(file) ? parse(Files.readString(file)) : Map.of();
  }

  /// The variables that the text sets; of several lines for one name the last counts.
  static Map<String, String> parse(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      String assignment = line.startsWith("export ") ? line.substring(7).strip() : line;
      int equals = assignment.indexOf('=');
      if (equals > 0 && !assignment.startsWith("#")) {
        variables.put(
            assignment.substring(0, equals).strip(),
            value(assignment.substring(equals + 1).strip()));
      }
    }
    return variables;
  }

  private static String value(String text) {
    if (!text.isEmpty() && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
      int end = text.indexOf(text.charAt(0), 1);
      return end < 0 ? text : text.substring(1, end);
    }
    int comment = text.indexOf(" #");
    return (comment < 0 ? text : text.substring(0, comment)).strip();
  }
}
