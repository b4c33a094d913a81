package dev.skep.bootstrap.canary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is different between what was sent and what came back, one line each: where, what was to be
/// there, and what is. Fields of an object may stand in any order; everything else counts.
final class Differences {
  private static final int LONGEST = 80;

  private final List<String> lines = new ArrayList<>();

  private Differences() {}

  /// @param sent a [JsonTree]
  /// @param back another one
  static List<String> between(Object sent, Object back) {
    var differences = new Differences();
    differences.compare("", sent, back);
    return List.copyOf(differences.lines);
  }

  /// How a value is shown in a line: on one line, and not too long.
  static String shown(Object value) {
    String text = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(point ->
            plain.append(
                Character.isISOControl(point)
                    ? "\\u%04x".formatted(point)
                    : Character.toString(point)));
    return text.codePointCount(0, text.length()) > LONGEST ? plain + "…" : plain.toString();
  }

  private void compare(String where, Object sent, Object back) {
    switch (sent) {
      case Map<?, ?> fields when back instanceof Map<?, ?> others -> compare(where, fields, others);
      case List<?> elements when back instanceof List<?> others -> compare(where, elements, others);
      default -> {
        if (!sent.equals(back)) {
          lines.add(name(where) + " is " + shown(back) + " instead of " + shown(sent));
        }
      }
    }
  }

  private void compare(String where, Map<?, ?> sent, Map<?, ?> back) {
    Set<Object> names = new LinkedHashSet<>(sent.keySet());
    names.addAll(back.keySet());
    for (Object name : names) {
      String place = where.isEmpty() ? name.toString() : where + "." + name;
      if (!back.containsKey(name)) {
        lines.add(name(place) + " is missing");
      } else if (!sent.containsKey(name)) {
        lines.add(name(place) + " is there and was not sent");
      } else {
        compare(place, sent.get(name), back.get(name));
      }
    }
  }

  private void compare(String where, List<?> sent, List<?> back) {
    if (sent.size() != back.size()) {
      lines.add(name(where) + " has " + back.size() + " elements instead of " + sent.size());
      return;
    }
    for (int i = 0; i < sent.size(); i++) {
      compare(where + "[" + i + "]", sent.get(i), back.get(i));
    }
  }

  private static String name(String where) {
    return where.isEmpty() ? "the answer" : where;
  }
}
