package dev.skep.application.ingest;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RareWarningTest {
  private final Logger logger = Logger.getLogger(Guardrails.class.getName());
  private final List<String> lines = new ArrayList<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          assertThat(line.getLevel()).isEqualTo(Level.WARNING);
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void dropped_spans_are_told_at_once_and_then_once_a_minute() {
    var guardrails =
        new Guardrails(new IngestPolicy(SampleRate.ALL, new SpanRate.PerSecond(1)), nanoTime::get);
    for (int second = 0; second < 125; second++) {
      guardrails.admit(
          List.of(
              span(1).in(1).of("a\nforged line").build(),
              span(2).in(2).of("a\nforged line").build()));
      nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst())
        .isEqualTo(
            "Senders sent more than TRACES_INGEST_MAX_SPANS_PER_SEC. Spans left out since the last"
                + " such line: 1. The last sender: a?forged line");
    assertThat(lines.get(1)).contains("such line: 60.");
  }
}
