package dev.skep.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

final class LogLinesTest {
  private static final String FORGED =
      String.join("\r\n", "x", "2026-11-26T10:00:00.000Z SEVERE dev.skep.Forged: all is lost")
          + "\n[ERROR]\u001b[31m\u2028\u202e";

  private final LogLines lines = new LogLines();

  @Test
  void a_record_is_a_line_with_its_time_in_utc() {
    LogRecord record = record("All is well.");
    record.setInstant(Instant.parse("2026-11-26T10:16:55.574Z"));

    assertThat(lines.format(record))
        .isEqualTo("2026-11-26T10:16:55.574Z WARNING dev.skep.Some: All is well.\n");
  }

  @Test
  void nothing_in_a_message_begins_another_line_or_reaches_a_terminal() {
    String line = lines.format(record(FORGED));

    assertThat(line.lines()).hasSize(1);
    assertThat(line.strip()).doesNotContainPattern("\\p{Cntrl}|\u2028|\u202e");
    assertThat(line).contains("x\\u000d\\u000a2026", "[ERROR]\\u001b[31m\\u2028\\u202e");
  }

  @Test
  void nothing_in_the_message_of_an_exception_does_either() {
    LogRecord record = record("Error 7");
    record.setThrown(new IllegalStateException(FORGED, new NumberFormatException(FORGED)));

    String text = lines.format(record);

    assertThat(text.lines().skip(1))
        .allMatch(line -> line.matches("  (caused by )?java\\.lang\\.\\S+: x.*|    at \\S+.*"));
    assertThat(text).contains("  caused by java.lang.NumberFormatException: x");
    assertThat(text.replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void long_texts_are_cut() {
    LogRecord record = record("a".repeat(100_000));
    record.setThrown(deep(new IllegalStateException("b".repeat(100_000)), 50));

    assertThat(lines.format(record)).contains("a…\n").hasSizeLessThan(50_000);
  }

  @Test
  void the_program_logs_that_way() throws Exception {
    var properties = new Properties();
    try (InputStream in = LogLinesTest.class.getResourceAsStream("/logging.properties")) {
      properties.load(in);
    }

    assertThat(properties.getProperty("java.util.logging.ConsoleHandler.formatter"))
        .isEqualTo(LogLines.class.getName());
  }

  private static Throwable deep(Throwable cause, int levels) {
    return levels == 0 ? cause : deep(new IllegalStateException("wrapped", cause), levels - 1);
  }

  private static LogRecord record(String message) {
    var record = new LogRecord(Level.WARNING, message);
    record.setLoggerName("dev.skep.Some");
    return record;
  }
}
