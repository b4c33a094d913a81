package dev.skep.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.SlowCallers;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConnectionWatchTest {
  private static final DataWriter NOWHERE =
      new DataWriter() {
        @Override
        public void write(BufferData... buffers) {}

        @Override
        public void write(BufferData buffer) {}

        @Override
        public void writeNow(BufferData... buffers) {}

        @Override
        public void writeNow(BufferData buffer) {}
      };

  @Test
  void nothing_holds_a_connection_that_has_ended() throws InterruptedException {
    List<WeakReference<byte[]>> ended =
        Stream.generate(ConnectionWatchTest::ended).limit(100).toList();

    long start = System.nanoTime();
    while (ended.stream().anyMatch(buffer -> buffer.get() != null)
        && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(20);
    }

    assertThat(ended).allMatch(buffer -> buffer.get() == null);
  }

  private static WeakReference<byte[]> ended() {
    byte[] buffer = new byte[16_384];
    var watch =
        new ConnectionWatch(
            new Arrival(ArrivalLimits.USUAL),
            new Departure(NOWHERE, DepartureLimits.USUAL),
            Duration.ofMinutes(5),
            () -> Arrays.fill(buffer, (byte) 1),
            new SlowCallers());
    watch.start();
    watch.end();
    return new WeakReference<>(buffer);
  }
}
