package dev.skep.bootstrap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/// Writes what is logged: a line for each record, and one for each frame of what was thrown. Text
/// that somebody sent may have found its way into a message, of an exception above all: it can
/// neither begin a line that looks like one of ours nor move about on a terminal, and not fill the
/// log.
public final class LogLines extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int LONGEST_MESSAGE = 1_000;
  private static final int LONGEST_REASON = 256;
  private static final int MOST_FRAMES = 60;
  private static final int MOST_CAUSES = 5;

  @Override
  public String format(LogRecord record) {
    var text = new StringBuilder();
    TIME.formatTo(Instant.ofEpochMilli(record.getMillis()), text);
    text.append(' ').append(record.getLevel().getName()).append(' ');
    text.append(record.getLoggerName()).append(": ");
    text.append(inOneLine(formatMessage(record), LONGEST_MESSAGE)).append('\n');
    Throwable thrown = record.getThrown();
    for (int causes = 0; thrown != null && causes < MOST_CAUSES; causes++) {
      append(text, causes == 0 ? "" : "caused by ", thrown);
      thrown = thrown.getCause();
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String how, Throwable thrown) {
    text.append("  ").append(how).append(inOneLine(thrown.toString(), LONGEST_REASON)).append('\n');
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
      text.append("    at ").append(frames[i]).append('\n');
    }
  }

  private static String inOneLine(String text, int most) {
    var line = new StringBuilder();
    text.codePoints()
        .limit(most)
        .forEach(sign -> {
          if (isForTerminals(sign)) {
            line.append(String.format(Locale.ROOT, "\\u%04x", sign));
          } else {
            line.appendCodePoint(sign);
          }
        });
    if (text.codePointCount(0, text.length()) > most) {
      line.append('…');
    }
    return line.toString();
  }

  /// Whether it ends a line, controls a terminal or turns the direction of text.
  private static boolean isForTerminals(int sign) {
    return switch (Character.getType(sign)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
