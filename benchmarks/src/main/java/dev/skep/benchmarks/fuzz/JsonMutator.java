package dev.skep.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Damages requests in JSON: token by token, and byte by byte.
final class JsonMutator {
  private static final int DEEPEST = 1_500;
  private static final int LONG_TEXT = 40_000;
  private static final String[] VALUES = {
    "null",
    "true",
    "{}",
    "[]",
    "\"\"",
    "0",
    "-1",
    "1e400",
    "-0.0",
    "18446744073709551615",
    "18446744073709551616",
    "9223372036854775808",
    "\"NaN\"",
    "\"-Infinity\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"=\"",
    "\"00000000000000000000000000000000\"",
    "\"ABCDEF0123456789abcdef0123456789\"",
    "[null]",
    "{\"arrayValue\":{\"values\":[{}]}}",
    "{\"kvlistValue\":{\"values\":[{\"key\":1}]}}",
    "{\"intValue\":\"5\",\"stringValue\":7}"
  };
  private static final String[] BROKEN = {
    "NaN", "0x10", "-", "1e", "\"\\u12\"", "\"\\", "\"\n\"", "tru", "{", "]"
  };
  private static final String[] MARKS = {"{", "}", "[", "]", ":", ",", "\"", "\\", "'", "\u0000"};

  private final RandomGenerator random;

  JsonMutator(RandomGenerator random) {
    this.random = random;
  }

  byte[] mutate(String request) {
    List<String> tokens = tokens(request);
    boolean broken = random.nextInt(3) == 0;
    for (int n = random.nextInt(4); n >= 0 && !tokens.isEmpty(); n--) {
      if (broken) {
        token(tokens);
      } else {
        value(tokens);
      }
    }
    byte[] bytes = String.join(random.nextInt(8) == 0 ? " " : "", tokens).getBytes(UTF_8);
    return broken && random.nextBoolean() ? RawBytes.damaged(bytes, random) : bytes;
  }

  /// Changes one value, or the name of one field, so that the text mostly stays JSON.
  private void value(List<String> tokens) {
    int at = valueNear(tokens, random.nextInt(tokens.size()));
    int end = endOfValue(tokens, at);
    List<String> value = tokens.subList(at, end);
    switch (random.nextInt(7)) {
      case 0, 1 -> replace(value, Texts.pick(random, VALUES));
      case 2 -> replace(value, deep());
      case 3 -> replace(value, changedText(tokens.get(at)));
      case 4 -> replace(value, "1".repeat(1 + random.nextInt(200)));
      case 5 -> {
        int other = valueNear(tokens, random.nextInt(tokens.size()));
        List<String> copy = List.copyOf(tokens.subList(other, endOfValue(tokens, other)));
        value.clear();
        value.addAll(copy);
      }
      default -> {
        // The same field once more, under its own name or a strange one.
        List<String> copy = List.copyOf(value);
        tokens.addAll(
            end, List.of(",", random.nextBoolean() ? nameBefore(tokens, at) : "\"x\"", ":"));
        tokens.addAll(end + 3, copy);
      }
    }
  }

  private static String nameBefore(List<String> tokens, int value) {
    return value >= 2 && tokens.get(value - 2).startsWith("\"") ? tokens.get(value - 2) : "\"\"";
  }

  /// The place behind the next colon, where a value begins; the whole text when there is none.
  private static int valueNear(List<String> tokens, int from) {
    for (int i = from; i < tokens.size() - 1; i++) {
      if (tokens.get(i).equals(":")) {
        return i + 1;
      }
    }
    return from == 0 ? 0 : valueNear(tokens, 0);
  }

  private static void replace(List<String> tokens, String value) {
    tokens.clear();
    tokens.add(value);
  }

  private static int endOfValue(List<String> tokens, int from) {
    int depth = 0;
    for (int i = from; i < tokens.size(); i++) {
      switch (tokens.get(i)) {
        case "{", "[" -> depth++;
        case "}", "]" -> depth--;
        default -> {}
      }
      if (depth <= 0) {
        return i + 1;
      }
    }
    return tokens.size();
  }

  private void token(List<String> tokens) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(8)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      case 2 -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
      case 3 -> tokens.set(at, Texts.pick(random, BROKEN));
      case 4 -> tokens.add(at, Texts.pick(random, MARKS));
      case 5 -> tokens.set(at, deep());
      case 6 -> tokens.subList(at, Math.min(tokens.size(), at + random.nextInt(40))).clear();
      default -> {
        int to = Math.min(tokens.size(), at + random.nextInt(40));
        tokens.addAll(at, List.copyOf(tokens.subList(at, to)));
      }
    }
  }

  private String deep() {
    int depth = 1 + random.nextInt(DEEPEST);
    return switch (random.nextInt(3)) {
      case 0 -> "[".repeat(depth) + "]".repeat(depth);
      case 1 -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
      default -> {
        int values = Math.min(depth, 300);
        yield "{\"arrayValue\":{\"values\":[".repeat(values) + "]}}".repeat(values);
      }
    };
  }

  private String changedText(String token) {
    if (token.length() < 2 || token.charAt(0) != '"') {
      return Texts.pick(random, VALUES);
    }
    String inner = token.substring(1, token.length() - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "\"" + inner + "\\ud83d\"";
      case 1 -> "\"" + inner + "\\u0000\\n\"";
      case 2 -> "\"" + inner + "\u20ac".repeat(random.nextInt(10) == 0 ? LONG_TEXT : 9) + "\"";
      case 3 -> "\"" + inner + inner + "\"";
      default -> "\"" + inner.toUpperCase(Locale.ROOT) + "\"";
    };
  }

  /// The tokens of a text that is JSON; joined they are the text without its blanks.
  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char first = text.charAt(at);
      int end = at + 1;
      if (first == '"') {
        while (text.charAt(end) != '"') {
          end += text.charAt(end) == '\\' ? 2 : 1;
        }
        end++;
      } else if ("{}[]:,".indexOf(first) < 0) {
        while (end < text.length() && "{}[]:,\" \r\n\t".indexOf(text.charAt(end)) < 0) {
          end++;
        }
      }
      String token = text.substring(at, end).strip();
      if (!token.isEmpty()) {
        tokens.add(token);
      }
      at = end;
    }
    return tokens;
  }
}
