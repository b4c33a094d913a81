package dev.skep.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whoever has found a defect may cause it again and again.
final class FailuresTest {
  private static final int TIMES = 50;

  private final List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final RunningDoor door = RunningDoor.open();

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(handler);
  }

  @AfterEach
  void leave() {
    door.close();
    Logger.getLogger("").removeHandler(handler);
  }

  @Test
  void of_answers_that_fail_for_one_reason_the_first_alone_is_logged() {
    for (int i = 0; i < TIMES; i++) {
      assertThat(door.get("/fails").body()).contains("under " + idOf(logged.getFirst()));
    }

    assertThat(logged).hasSize(1);
    assertThat(logged.getFirst().getThrown()).isInstanceOf(IllegalStateException.class);
  }

  private static String idOf(LogRecord line) {
    return line.getMessage().replaceFirst("Error ([0-9a-f]{12}) while answering.*", "$1");
  }
}
