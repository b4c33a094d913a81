package dev.skep.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What stands behind a command: `--name value`, numbers also as `200k`, `2M`.
final class Options {
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  /// @throws BadUseException if this is no list of names and values
  static Options parse(String[] arguments, int from) {
    Options options = new Options();
    for (int i = from; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new BadUseException("\"" + arguments[i] + "\" must be a --name with a value");
      }
      options.given.put(arguments[i].substring(2), arguments[i + 1]);
    }
    return options;
  }

  String text(String name, String otherwise) {
    known.add(name);
    return given.getOrDefault(name, otherwise);
  }

  /// @throws BadUseException if the value is no such number
  long number(String name, long otherwise, long least, long most) {
    String value = text(name, String.valueOf(otherwise));
    try {
      long number =
          switch (value.charAt(value.length() - 1)) {
            case 'k' -> thousands(value);
            case 'M' -> thousands(value) * 1_000;
            default -> Long.parseLong(value);
          };
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      // Told below.
    }
    throw new BadUseException("--" + name + " must be a number from " + least + " to " + most);
  }

  private static long thousands(String value) {
    return Math.round(Double.parseDouble(value.substring(0, value.length() - 1)) * 1_000);
  }

  /// Call this after all options have been asked for.
  ///
  /// @throws BadUseException if one was given that nobody asked for
  void refuseOthers() {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new BadUseException(
            "There is no --" + name + " here, only --" + String.join(", --", known));
      }
    }
  }
}
