package dev.skep.persistence.segment;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a segment is full, and when what is full is sealed.
final class RollingTest {
  private static final long LONG_ENOUGH_NANOS = 20_000_000_000L;

  @TempDir Path folder;

  @Test
  void with_little_memory_a_full_segment_is_sealed_at_once() throws SQLException, IOException {
    try (FullSegments segments = FullSegments.in(folder, 1)) {
      segments.full(FullSegments.generated(1, 5));

      assertThat(segments.rolling().isSealingDue()).isTrue();
    }
  }

  @Test
  void a_full_segment_waits_until_there_is_no_room_for_another() throws SQLException, IOException {
    try (FullSegments segments = FullSegments.in(folder, 2)) {
      segments.full(FullSegments.generated(1, 5));
      assertThat(segments.rolling().isSealingDue()).isFalse();

      segments.full(FullSegments.generated(2, 5));
      assertThat(segments.rolling().isSealingDue()).isTrue();
    }
  }

  @Test
  void a_full_segment_does_not_wait_for_another_that_may_never_come()
      throws SQLException, IOException {
    try (FullSegments segments = FullSegments.in(folder, 2)) {
      segments.full(FullSegments.generated(1, 5));

      long end = System.nanoTime() + LONG_ENOUGH_NANOS;
      while (!segments.rolling().isSealingDue() && System.nanoTime() < end) {
        LockSupport.parkNanos(10_000_000);
      }

      assertThat(segments.rolling().isSealingDue()).isTrue();
    }
  }

  @Test
  void what_was_full_before_a_start_is_sealed_soon() throws SQLException, IOException {
    try (FullSegments segments = FullSegments.in(folder, 2)) {
      segments.full(FullSegments.generated(1, 5));
    }
    try (FullSegments segments = FullSegments.in(folder, 2)) {
      assertThat(segments.rolling().isSealingDue()).isTrue();
    }
  }

  @Test
  void a_segment_to_which_nothing_came_for_minutes_is_full_at_a_quarter()
      throws SQLException, IOException {
    var now = new AtomicReference<>(NOON);
    InstantSource source = now::get;
    var limits = new SegmentLimits(20, 1L << 30, Duration.ofDays(1));
    try (FullSegments segments = FullSegments.in(folder, limits, source.withZone(ZoneOffset.UTC));
        SegmentWriter writer = segments.rolling().openWriter()) {
      writer.write(List.of(spans(1, 4)));
      now.set(NOON.plusSeconds(600));
      assertThat(segments.rolling().isFull(writer)).isFalse();
      now.set(NOON.plusSeconds(1_200));
      assertThat(segments.rolling().isFull(writer)).as("four spans of twenty").isFalse();

      writer.write(List.of(spans(5, 5)));
      assertThat(segments.rolling().isFull(writer)).as("something came").isFalse();
      now.set(NOON.plusSeconds(1_499));
      assertThat(segments.rolling().isFull(writer)).as("four minutes later").isFalse();
      now.set(NOON.plusSeconds(1_500));
      assertThat(segments.rolling().isFull(writer)).as("five minutes later").isTrue();
    }
  }

  @Test
  void twice_the_memory_lets_two_wait_and_more_makes_no_difference() {
    assertThat(waiting(128L << 20)).isEqualTo(1);
    assertThat(waiting(256L << 20)).isEqualTo(1);
    assertThat(waiting(512L << 20)).isEqualTo(2);
    assertThat(waiting(8L << 30)).isEqualTo(2);
  }

  private static List<Span> spans(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> span(i).build()).toList();
  }

  private static int waiting(long heap) {
    return SegmentLimits.forHeap(heap, 10L << 30).waiting();
  }
}
