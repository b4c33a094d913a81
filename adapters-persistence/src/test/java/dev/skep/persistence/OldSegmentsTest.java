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

  /// Goal of the store. The segments are opened when they are first asked.
  @Test
  void a_start_with_three_hundred_segments_takes_less_than_two_seconds() {
    Path data = folder.resolve("data");
    SmallSegments.fillAndSeal(data, 300, 1);

    long start = System.nanoTime();
    try (SqliteStore store = SmallSegments.open(data, 1)) {
      assertThat(store.writer().write(List.of(SmallSegments.one(301))).stored()).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));

      assertThat(store.figures().state().segments()).hasSizeGreaterThan(300);
      assertThat(store.reader().find(traceId(1))).isPresent();
    }
  }

  private SqliteStore open() {
    var tiny = new SegmentLimits(3, 1L << 30, Duration.ofDays(1));
    return SqliteStore.open(
        new StoreSettings(folder.resolve("data"), RetentionPolicy.DEFAULT, tiny), AT_NOON);
  }
}
