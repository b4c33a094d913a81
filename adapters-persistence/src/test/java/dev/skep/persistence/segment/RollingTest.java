package dev.skep.persistence.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When what is full is sealed.
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
  void twice_the_memory_lets_two_wait_and_more_makes_no_difference() {
    assertThat(waiting(128L << 20)).isEqualTo(1);
    assertThat(waiting(256L << 20)).isEqualTo(1);
    assertThat(waiting(512L << 20)).isEqualTo(2);
    assertThat(waiting(8L << 30)).isEqualTo(2);
  }

  private static int waiting(long heap) {
    return SegmentLimits.forHeap(heap, 10L << 30).waiting();
  }
}
