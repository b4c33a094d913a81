package dev.skep.web.explorer.trace;

import java.util.Locale;

/// A name taken apart around the text that is looked for; all of it is `before` when that is not in
/// it.
record Marked(String before, String hit, String after) {
  static Marked of(String name, TraceState state) {
    String wanted = state.find().toLowerCase(Locale.ROOT);
    String lower = name.toLowerCase(Locale.ROOT);
    int at = wanted.isEmpty() || lower.length() != name.length() ? -1 : lower.indexOf(wanted);
    return at < 0
        ? new Marked(name, "", "")
        : new Marked(
            name.substring(0, at),
            name.substring(at, at + wanted.length()),
            name.substring(at + wanted.length()));
  }
}
