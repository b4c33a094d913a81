package dev.skep.application.ingest;

import static dev.skep.application.ingest.SenderBuckets.FORGOTTEN_AFTER_NANOS;
import static dev.skep.application.ingest.SenderBuckets.MOST_SENDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.ingest.Sender;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SenderBucketsTest {
  private static final long SECOND = 1_000_000_000L;

  // Near its end, for a time in nanoseconds may run over.
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5 * SECOND);
  private final SenderBuckets buckets = new SenderBuckets(10, nanoTime::get);

  @Test
  void who_makes_up_names_gets_one_more_bucket_and_not_one_for_each() {
    int taken = 0;
    for (int i = 0; i < 20 * MOST_SENDERS; i++) {
      taken += buckets.take(new Sender("made up " + i), 10) ? 10 : 0;
    }

    assertThat(taken).isEqualTo(10 * MOST_SENDERS + 10);
  }

  @Test
  void made_up_names_do_not_drive_out_a_sender() {
    buckets.take(new Sender("real"), 10);
    for (int i = 0; i < 2 * MOST_SENDERS; i++) {
      buckets.take(new Sender("made up " + i), 10);
    }

    assertThat(buckets.take(new Sender("real"), 1)).isFalse();
    nanoTime.addAndGet(SECOND);
    assertThat(buckets.take(new Sender("real"), 10)).isTrue();
  }

  @Test
  void who_was_silent_longest_makes_room_at_last() {
    for (int i = 0; i < MOST_SENDERS; i++) {
      buckets.take(new Sender("old " + i), 10);
    }
    nanoTime.addAndGet(FORGOTTEN_AFTER_NANOS / 2);
    buckets.take(new Sender("old 0"), 10);
    nanoTime.addAndGet(FORGOTTEN_AFTER_NANOS / 2);

    // Each has a bucket of its own again, but for the last one, who shares.
    for (int i = 1; i < MOST_SENDERS; i++) {
      assertThat(buckets.take(new Sender("new " + i), 10)).isTrue();
    }
    assertThat(buckets.take(new Sender("sharing"), 10)).isTrue();
    assertThat(buckets.take(new Sender("sharing too"), 10)).isFalse();
  }

  @Test
  void debts_are_not_forgotten() {
    buckets.take(new Sender("in debt"), 1_000_000);
    for (int i = 1; i < MOST_SENDERS; i++) {
      buckets.take(new Sender("made up " + i), 1);
    }
    nanoTime.addAndGet(FORGOTTEN_AFTER_NANOS);
    buckets.take(new Sender("another"), 1);

    assertThat(buckets.take(new Sender("in debt"), 1)).isFalse();
  }
}
