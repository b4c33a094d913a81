package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static dev.skep.domain.trace.Spans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.StorageUnavailableException;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.SegmentLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes, and what stays, on real files.
final class RetentionTest {
  private static final SegmentLimits TINY = new SegmentLimits(3, 1L << 30, Duration.ofDays(1));

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON.plusSeconds(60));
  private final InstantSource source = now::get;
  private final Clock clock = source.withZone(ZoneOffset.UTC);

  @Test
  void whole_segments_go_when_all_their_spans_are_too_old() throws InterruptedException {
    try (SqliteStore store = open(Duration.ofDays(7))) {
      fill(store, 1, 9);
      now.set(NOON.plus(Duration.ofDays(7)).plusSeconds(3600));
      fill(store, 10, 10);

      // One after the other.
      waitUntil(() -> !segmentFiles().contains("000001.db"));
      waitUntil(() -> !segmentFiles().contains("000002.db"));

      assertThat(store.reader().find(traceId(1))).isEmpty();
      assertThat(store.reader().find(traceId(10))).isPresent();
    }
  }

  @Test
  void pinned_traces_outlive_their_segment() throws InterruptedException {
    try (SqliteStore store = open(Duration.ofDays(7))) {
      fill(store, 1, 9);
      store.pins().pin(new PinnedTrace(traceId(2), "keep", NOON));
      var kept = store.reader().find(traceId(2)).orElseThrow();
      now.set(NOON.plus(Duration.ofDays(8)));

      waitUntil(() -> store.reader().find(traceId(1)).isEmpty());

      assertThat(store.reader().find(traceId(2))).contains(kept);
      assertThat(store.reader().find(traceId(3))).isEmpty();
    }
  }

  @Test
  void an_age_beyond_all_time_keeps_everything() throws InterruptedException {
    try (SqliteStore store = open(Duration.ofDays(36_500))) {
      fill(store, 1, 9);
      waitUntil(() -> segmentFiles().contains("000004.db"));
      Thread.sleep(1_500);

      assertThat(store.reader().find(traceId(1))).isPresent();
    }
  }

  @Test
  void without_room_nothing_is_stored_and_the_store_says_that_it_is_not_ready() {
    var policy = new RetentionPolicy(Duration.ofDays(7), 1);
    try (SqliteStore store =
        SqliteStore.open(new StoreSettings(folder.resolve("data"), policy, TINY), clock)) {
      assertThatThrownBy(() -> fill(store, 1, 1))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageStartingWith("TRACES_MAX_DISK is used up");
      assertThatThrownBy(() -> store.probe().probe())
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageStartingWith("TRACES_MAX_DISK is used up");
      assertThat(store.reader().find(traceId(1))).isEmpty();
    }
  }

  private SqliteStore open(Duration age) {
    var policy = new RetentionPolicy(age, 10L << 30);
    return SqliteStore.open(new StoreSettings(folder.resolve("data"), policy, TINY), clock);
  }

  private static void fill(SqliteStore store, int first, int last) {
    for (int trace = first; trace <= last; trace++) {
      store.writer().write(List.of(span(trace).in(trace).build()));
    }
  }

  private List<String> segmentFiles() {
    try (Stream<Path> files = Files.list(folder.resolve("data/segments"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void waitUntil(BooleanSupplier isSo) throws InterruptedException {
    for (int i = 0; i < 400 && !isSo.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertThat(isSo.getAsBoolean()).isTrue();
  }
}
