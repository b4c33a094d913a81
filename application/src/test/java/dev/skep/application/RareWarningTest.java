package dev.skep.application;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.ingest.Guardrails;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RareWarningTest {
  private final HeardLog log = new HeardLog(Guardrails.class);
  private final AtomicLong nanoTime = new AtomicLong();

  @AfterEach
  void leave() {
    assertThat(log.lines()).extracting(LogRecord::getLevel).containsOnly(Level.WARNING);
    log.close();
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

    assertThat(log.lines()).hasSize(3);
    assertThat(log.messages().getFirst())
        .isEqualTo(
            "Senders sent more than TRACES_INGEST_MAX_SPANS_PER_SEC. Spans left out since the last"
                + " such line: 1. The last sender: a?forged line");
    assertThat(log.messages().get(1)).contains("such line: 60.");
  }
}
