package dev.skep.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DepartureTest {
  private static final DepartureLimits LIMITS =
      new DepartureLimits(Duration.ofMillis(400), 1_000_000);

  @Test
  void what_is_written_arrives_whole_and_in_pieces() {
    var taken = new ByteArrayOutputStream();
    List<Integer> pieces = new ArrayList<>();
    var departure = new Departure(new Taking(taken, pieces), LIMITS);
    byte[] large = new byte[100_000];
    new Random(7).nextBytes(large);

    departure.write(BufferData.create(large));
    departure.writeNow(BufferData.create("a"), BufferData.create("b"));

    byte[] all = taken.toByteArray();
    assertThat(all).startsWith(large).endsWith((byte) 'a', (byte) 'b').hasSize(100_002);
    assertThat(pieces).allMatch(bytes -> bytes <= DepartureLimits.PIECE_BYTES).hasSize(8);
  }

  @Test
  void a_reader_is_late_when_the_next_piece_is_not_taken() throws InterruptedException {
    var stuck = new Stuck();
    var departure = new Departure(stuck, LIMITS);
    Thread writer = Thread.ofVirtual().start(() -> departure.write(BufferData.create("x")));
    stuck.begun.await();
    long now = System.nanoTime();

    assertThat(departure.isLate(now)).isFalse();
    assertThat(departure.isLate(now + LIMITS.next().toNanos())).isTrue();
    stuck.go.countDown();
    writer.join();
    assertThat(departure.isLate(now + LIMITS.next().toNanos())).isFalse();
  }

  @Test
  void a_reader_is_late_when_all_pieces_together_are_taken_too_slowly()
      throws InterruptedException {
    // A piece each 100 ms is 160 kB a second; the allowance of 400 ms is used up after four or
    // five.
    int pieces = 0;
    while (pieces < 50 && !isLateAfter(pieces)) {
      pieces++;
    }

    assertThat(pieces).isBetween(2, 10);
  }

  /// Whether it is late in the middle of the piece after so many, each of which took 100 ms.
  private static boolean isLateAfter(int pieces) throws InterruptedException {
    var slow = new Slow(Duration.ofMillis(100));
    var departure = new Departure(slow, LIMITS);
    for (int i = 0; i < pieces; i++) {
      departure.write(BufferData.create(new byte[DepartureLimits.PIECE_BYTES]));
    }
    var stuck = Thread.ofVirtual().start(() -> departure.write(BufferData.create("x")));
    Thread.sleep(20);
    boolean late = departure.isLate(System.nanoTime());
    stuck.join();
    return late;
  }

  @Test
  void each_answer_has_all_the_time_again_and_no_time_between_them_counts()
      throws InterruptedException {
    var departure = new Departure(new Slow(Duration.ofMillis(150)), LIMITS);
    for (int i = 0; i < 5; i++) {
      departure.begin();
      departure.write(BufferData.create("x"));
      Thread.sleep(100);
      departure.write(BufferData.create("x"));
    }

    assertThat(departure.isLate(System.nanoTime())).isFalse();
  }

  /// Takes everything at once.
  private record Taking(ByteArrayOutputStream taken, List<Integer> pieces) implements SimpleWriter {
    @Override
    public void write(BufferData buffer) {
      pieces.add(buffer.available());
      taken.writeBytes(buffer.readBytes());
    }
  }

  /// Takes nothing until it is told.
  private static final class Stuck implements SimpleWriter {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Override
    public void write(BufferData buffer) {
      begun.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Takes its time for each piece.
  private record Slow(Duration time) implements SimpleWriter {
    @Override
    public void write(BufferData buffer) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface SimpleWriter extends DataWriter {
    @Override
    default void write(BufferData... buffers) {
      write(BufferData.create(buffers));
    }

    @Override
    default void writeNow(BufferData... buffers) {
      write(BufferData.create(buffers));
    }

    @Override
    default void writeNow(BufferData buffer) {
      write(buffer);
    }
  }
}
