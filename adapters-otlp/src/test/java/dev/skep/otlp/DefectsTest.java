package dev.skep.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Whoever has found a defect may cause it again and again.
final class DefectsTest {
  private static final int TIMES = 50;

  @Test
  void of_requests_that_fail_for_one_reason_the_first_alone_is_logged_and_each_is_counted() {
    List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());
    Logger logger = Logger.getLogger(TraceExport.class.getName());
    Handler handler = recorder(logged);
    logger.addHandler(handler);
    try (var door =
        DoorUnderTest.over(batch -> {
          throw new IllegalStateException("defect");
        })) {
      for (int i = 0; i < TIMES; i++) {
        assertThat(DoorUnderTest.text(door.postJson(Bodies.SPECIFICATION_EXAMPLE)))
            .contains("id in the log is " + idOf(logged));
      }

      assertThat(door.failures()).isEqualTo(TIMES);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).hasSize(1);
    assertThat(logged.getFirst().getThrown()).hasMessage("defect");
  }

  private static String idOf(List<LogRecord> logged) {
    return logged.getFirst().getMessage().replaceFirst("Error ([0-9a-f]{12}) while taking.*", "$1");
  }

  private static Handler recorder(List<LogRecord> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(record);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
