package dev.skep.domain.search.condition;

import java.util.ArrayDeque;
import java.util.Deque;

/// An upper bound of how large a regular expression becomes when its counted repetitions are
/// written out: `(a{100}){100}` is 10,000. Reads only as much of the syntax as that needs.
final class PatternSize {
  private static final int MOST = 1_000_000;

  private final String text;
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int at;
  private int sum;
  private int last;

  private PatternSize(String text) {
    this.text = text;
  }

  static int atMost(String text) {
    return new PatternSize(text).walk();
  }

  private int walk() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> {
          outer.push(sum);
          sum = 0;
          at++;
        }
        case ')' -> {
          int group = sum + 2;
          sum = outer.isEmpty() ? 0 : outer.pop();
          atom(group);
          at++;
        }
        case '{' -> repetition();
        default -> {
          atom(1);
          at++;
        }
      }
    }
    while (!outer.isEmpty()) {
      sum = cap((long) sum + outer.pop());
    }
    return sum;
  }

  private void atom(int size) {
    last = size;
    sum = cap((long) sum + size);
  }

  private void escape() {
    if (text.startsWith("\\Q", at)) {
      int end = text.indexOf("\\E", at);
      int stop = end < 0 ? text.length() : end;
      atom(stop - at);
      last = 1;
      at = end < 0 ? stop : end + 2;
      return;
    }
    atom(1);
    at += 2;
    if (text.startsWith("{", at) && "pPx".indexOf(text.charAt(at - 1)) >= 0) {
      int end = text.indexOf('}', at);
      at = end < 0 ? text.length() : end + 1;
    }
  }

  private void characterClass() {
    at++;
    if (text.startsWith("^", at)) {
      at++;
    }
    boolean first = true;
    while (at < text.length() && (first || text.charAt(at) != ']')) {
      if (text.startsWith("[:", at)) {
        int end = text.indexOf(":]", at);
        at = end < 0 ? at + 1 : end + 2;
      } else {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      first = false;
    }
    at++;
    atom(1);
  }

  /// `{2}`, `{2,}` or `{2,5}` repeats what stands before it; any other brace is a character.
  private void repetition() {
    int end = text.indexOf('}', at);
    String counts = end < 0 ? "" : text.substring(at + 1, end);
    if (!counts.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
      atom(1);
      at++;
      return;
    }
    int most = 1;
    for (String count : counts.split(",", -1)) {
      most = Math.max(most, count.isEmpty() ? most + 1 : Integer.parseInt(count));
    }
    int repeated = cap((long) last * most);
    sum = cap((long) sum - last + repeated);
    last = repeated;
    at = end + 1;
  }

  private static int cap(long size) {
    return (int) Math.min(size, MOST);
  }
}
