package dev.skep.persistence.tools;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text of SQL that is one statement, and one that reads. SQLite's driver runs the first
/// statement of several and says nothing of the others.
record OneStatement(String sql) {
  private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "EXPLAIN");
  // What may hold a semicolon that ends nothing, and what means nothing at all.
  private static final Pattern PART =
      Pattern.compile(
          "(?<nothing>\\s++|--[^\\n]*+|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/)?)"
              + "|'[^']*+'?|\"[^\"]*+\"?|`[^`]*+`?|\\[[^\\]]*+\\]?"
              + "|(?<word>\\w++)|(?<end>;)|.",
          Pattern.DOTALL);

  /// @throws ToolFailedException if the text is nothing, or more than one, or no question
  OneStatement {
    String first = "";
    boolean ended = false;
    for (Matcher part = PART.matcher(sql); part.find(); ) {
      if (part.group("nothing") != null) {
        continue;
      }
      if (ended) {
        throw new ToolFailedException("One statement at a time, please.");
      }
      ended = part.group("end") != null;
      if (first.isEmpty()) {
        first = part.group().toUpperCase(Locale.ROOT);
      }
    }
    if (!READING.contains(first)) {
      throw new ToolFailedException(
          "The statement must begin with SELECT, WITH, VALUES or EXPLAIN: nothing can be changed"
              + " this way.");
    }
  }
}
