package dev.skep.bootstrap.command;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands behind `skep sql`.
///
/// @param statement empty to be told how it is used
/// @param folder as it was typed; empty for the one of the settings
/// @param limit how long SQLite may work on it
public record SqlArguments(String statement, String folder, Format format, Duration limit) {
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h|)");

  /// How rows are written.
  public enum Format {
    /// In aligned columns on a terminal, else separated by tabs.
    FITTING,
    JSON_LINES,
    CSV
  }

  /// Reads the arguments behind the command.
  ///
  /// @throws IllegalArgumentException with a sentence about what is wrong
  public static SqlArguments parse(List<String> arguments) {
    List<String> others = new ArrayList<>();
    Format format = Format.FITTING;
    Duration limit = DEFAULT_LIMIT;
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String argument = rest.removeFirst();
      switch (argument) {
        case "--json" -> format = Format.JSON_LINES;
        case "--csv" -> format = Format.CSV;
        case "--timeout" -> limit = time(rest.isEmpty() ? "" : rest.removeFirst());
        default -> {
          if (argument.startsWith("--timeout=")) {
            limit = time(argument.substring("--timeout=".length()));
          } else if (argument.startsWith("--") && !argument.contains(" ")) {
            throw new IllegalArgumentException("There is no option " + argument + ".");
          } else {
            others.add(argument);
          }
        }
      }
    }
    if (others.size() > 2) {
      throw new IllegalArgumentException(
          "One statement and one folder, please; put the statement in quotes.");
    }
    return new SqlArguments(
        others.isEmpty() ? "" : others.getFirst(),
        others.size() < 2 ? "" : others.getLast(),
        format,
        limit);
  }

  private static Duration time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches() || Long.parseLong(time.group(1)) == 0) {
      throw new IllegalArgumentException("--timeout takes a time such as 60s, 5m or 1h.");
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
