package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.WriteResult;
import dev.skep.domain.trace.Span;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of spans in segments that are full and sealed.
final class OldSegmentsTest {
  private static final Clock AT_NOON = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final List<Span> BATCH =
      List.of(span(1).in(1).build(), span(2).in(2).build(), span(3).in(3).build());

  @TempDir Path folder;

  @Test
  void a_batch_that_is_sent_again_after_its_segment_was_sealed_is_stored_once() {
    try (SqliteStore store = open()) {
      store.writer().write(BATCH);

      assertThat(store.writer().write(BATCH)).isEqualTo(new WriteResult(0, 3));
      store.sealAll();
      assertThat(store.writer().write(BATCH)).isEqualTo(new WriteResult(0, 3));
    }
    try (SqliteStore store = open()) {
      assertThat(store.writer().write(BATCH)).isEqualTo(new WriteResult(0, 3));
      assertThat(store.reader().find(traceId(1)).orElseThrow().spans()).hasSize(1);
    }
  }

  @Test
  void what_is_full_when_the_store_is_opened_is_sealed_then() {
    try (SqliteStore store = open()) {
      store.writer().write(BATCH);
    }
    try (SqliteStore store = open()) {
      store.sealAll();
    }

    assertThat(
            new SqlFile(folder.resolve("data/catalogue.db"))
                .ask("SELECT state || ' ' || span_count FROM segments WHERE number = 1"))
        .containsExactly("sealed 3");
  }

  private SqliteStore open() {
    var tiny = new SegmentLimits(3, 1L << 30, Duration.ofDays(1));
    return SqliteStore.open(
        new StoreSettings(folder.resolve("data"), RetentionPolicy.DEFAULT, tiny), AT_NOON);
  }
}
