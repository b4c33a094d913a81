package dev.skep.web.explorer.text;

/// Makes characters visible that a browser would hide or obey: control characters as their pictures
/// (`␀`), marks of writing direction and other invisible ones by number (`[U+202E]`). Escaping for
/// HTML is not done here but by the templates.
public final class VisibleText {
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE = 0x7f;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private VisibleText() {}

  /// Text for one line; line breaks become visible too.
  public static String line(String text) {
    return visible(text, false);
  }

  /// Text for a line of at most `most` characters, with an ellipsis where it was cut.
  public static String line(String text, int most) {
    return line(shortened(text, most));
  }

  /// Text that may have several lines; line breaks and tabs stay.
  public static String block(String text) {
    return visible(text, true);
  }

  /// The beginning of a text: at most `most` UTF-16 units and an ellipsis, never half a character.
  public static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  private static String visible(String text, boolean lines) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    var marked = new StringBuilder(text.length() + 16).append(text, 0, first);
    text.codePoints().skip(first).forEach(c -> mark(marked, c, lines));
    return marked.toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < DELETE;
  }

  private static void mark(StringBuilder marked, int c, boolean lines) {
    if (lines && (c == '\n' || c == '\t')) {
      marked.append((char) c);
    } else if (c < ' ') {
      marked.append((char) (CONTROL_PICTURES + c));
    } else if (c == DELETE) {
      marked.append('␡');
    } else if (isInvisible(c)) {
      marked.append(String.format("[U+%04X]", c));
    } else {
      marked.appendCodePoint(c);
    }
  }

  /// The two joiners are let through: emoji and several scripts are written with them.
  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.SURROGATE, Character.UNASSIGNED -> true;
      case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }
}
