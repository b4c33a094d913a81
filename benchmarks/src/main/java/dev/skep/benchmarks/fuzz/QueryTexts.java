package dev.skep.benchmarks.fuzz;

import java.util.random.RandomGenerator;

/// Writes queries by the grammar of docs/query-language.md, in all the ways that one can write the
/// same, and damages them word by word.
final class QueryTexts {
  private static final int DEEPEST = 4;
  private static final String[] TEXT_FIELDS = {
    "name",
    "span:name",
    "statusMessage",
    "resource.service.name",
    "rootName",
    "trace:rootService",
    "event:name",
    ".http.route",
    "span.a",
    "span.\"key with \\\"quotes\\\"\"",
    "resource.\"\u540d\u524d\"",
    "event.exception.type"
  };
  private static final String[] NUMBER_FIELDS = {
    "trace:errors", "nestedSetParent", "nestedSetLeft", "span.http.response.status_code", ".n"
  };
  private static final String[] DURATION_FIELDS = {
    "duration", "span:duration", "traceDuration", "trace:duration"
  };
  private static final String[] TEXTS = {
    "\"nginx\"", "`GET /users/.*`", "\"a\\\"b\\\\\\n\\u00e9\"", "\"\"", "\"\ud83d\ude80\""
  };
  private static final String[] PATTERNS = {
    "\"a.*\"", "`(?i)x|y`", "`[a-z]{1,9}`", "`(a+)+b`", "`\\\\Q(`", "`(`", "\"\\\\d\\\\p{Lu}\""
  };
  private static final String[] NUMBERS = {"0", "-1", "200", "0.25", "1e9", "9223372036854775807"};
  private static final String[] DURATIONS = {"1ms", "250us", "1.5\u00b5s", "1h30m", "0s", "-1ns"};
  private static final String[] COMPARISONS = {"=", "!=", ">", ">=", "<", "<="};
  private static final String[] WORDS = {
    "{",
    "}",
    "(",
    ")",
    "&&",
    "||",
    "!",
    "=",
    "!=",
    "=~",
    "!~",
    ">>",
    "&>>",
    "&>",
    "|",
    ",",
    ".",
    "span.",
    "nil",
    "true",
    "select(name)",
    "\"",
    "`",
    "\\",
    "1e",
    "10ms",
    "9".repeat(400),
    "\u0000",
    "\ud83d",
    "{99}",
    "[",
    "duration",
    "kind",
    "server",
    "#",
    "\u00a0"
  };

  private final RandomGenerator random;

  QueryTexts(RandomGenerator random) {
    this.random = random;
  }

  String query() {
    String query = spanset(0);
    return random.nextInt(6) == 0 ? query + " | select(name, span.a)" : query;
  }

  private String spanset(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 8 : 3)) {
      case 3 -> spanset(depth + 1) + blank() + "&&" + blank() + spanset(depth + 1);
      case 4 -> spanset(depth + 1) + " || " + spanset(depth + 1);
      case 5 ->
          spanset(depth + 1)
              + Texts.pick(random, new String[] {" > ", " >> ", " &> ", "&>>"})
              + spanset(depth + 1);
      case 6 -> "(" + blank() + spanset(depth + 1) + ")";
      default -> "{" + blank() + condition(depth) + blank() + "}";
    };
  }

  private String condition(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 12 : 8)) {
      case 0 -> Texts.pick(random, TEXT_FIELDS) + comparison() + Texts.pick(random, TEXTS);
      case 1 -> Texts.pick(random, NUMBER_FIELDS) + comparison() + Texts.pick(random, NUMBERS);
      case 2 -> Texts.pick(random, DURATION_FIELDS) + comparison() + Texts.pick(random, DURATIONS);
      case 3 ->
          Texts.pick(random, TEXT_FIELDS)
              + blank()
              + (random.nextBoolean() ? "=~" : "!~")
              + blank()
              + Texts.pick(random, PATTERNS);
      case 4 -> "status" + blank() + "=" + blank() + "error";
      case 5 -> "kind != client";
      case 6 -> Texts.pick(random, TEXT_FIELDS) + " != nil";
      case 7 -> Texts.pick(random, new String[] {"", "true", "false", "span:source = ebpf"});
      case 8 -> condition(depth + 1) + blank() + "&&" + blank() + condition(depth + 1);
      case 9 -> condition(depth + 1) + " || " + condition(depth + 1);
      case 10 -> "!(" + condition(depth + 1) + ")";
      default -> "((" + condition(depth + 1) + "))";
    };
  }

  private String comparison() {
    return blank() + Texts.pick(random, COMPARISONS) + blank();
  }

  private String blank() {
    return Texts.pick(random, new String[] {"", " ", " ", "\n", "\t "});
  }

  /// The query with words and characters taken out, put in, or changed.
  String damaged(String query) {
    StringBuilder text = new StringBuilder(query);
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(6)) {
        case 0 -> text.insert(at, Texts.pick(random, WORDS));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
        case 2 -> text.setLength(at);
        case 3 -> text.insert(at, Texts.pick(random, WORDS).repeat(1 + random.nextInt(300)));
        case 4 -> text.insert(at, (char) random.nextInt(0x10000));
        default -> text.append(text, at, text.length());
      }
    }
    return text.toString();
  }
}
