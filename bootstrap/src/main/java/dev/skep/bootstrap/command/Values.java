package dev.skep.bootstrap.command;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Values of SQLite as text.
final class Values {
  private Values() {}

  /// Bytes as hexadecimal digits, NULL as nothing.
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      default -> value.toString();
    };
  }

  /// The text on one line, and nothing in it that a terminal would obey: what was sent as the name
  /// of a span may be anything.
  static String harmless(String text) {
    if (text.chars().noneMatch(Values::isObeyed)) {
      return text;
    }
    var harmless = new StringBuilder(text.length() + 16);
    text.chars()
        .forEach(c -> {
          switch (c) {
            case '\n' -> harmless.append("\\n");
            case '\r' -> harmless.append("\\r");
            case '\t' -> harmless.append("\\t");
            default -> {
              if (isObeyed(c)) {
                harmless.append("\\u%04x".formatted(c));
              } else {
                harmless.append((char) c);
              }
            }
          }
        });
    return harmless.toString();
  }

  private static boolean isObeyed(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
