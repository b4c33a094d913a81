package dev.skep.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.helidon.common.buffers.DataReader;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class PerRequestReaderTest {
  private final Deque<byte[]> arriving = new ArrayDeque<>();
  private final PerRequestReader reader = new PerRequestReader(arriving::poll);

  @Test
  void a_request_that_came_with_the_one_before_is_read_after_it() {
    arrive("first\r\nsec");
    arrive("ond\r\n");
    assertThat(reader.readLine()).isEqualTo("first");
    assertThat(reader.renew()).isTrue();
    assertThat(reader.readLine()).isEqualTo("second");
    assertThat(reader.renew()).isFalse();
  }

  @Test
  void a_request_that_comes_later_is_read_after_it() {
    arrive("first\r\n");
    assertThat(reader.readLine()).isEqualTo("first");
    assertThat(reader.renew()).isFalse();
    arrive("second\r\n");
    assertThat(reader.readLine()).isEqualTo("second");
  }

  @Test
  void nothing_of_a_request_is_held_when_it_has_been_read() {
    WeakReference<byte[]> first = arrive("first\r\n");
    reader.readLine();
    reader.renew();
    assertThat(isCollected(first)).isTrue();
  }

  @Test
  void the_end_of_a_connection_is_told_after_it_too() {
    arrive("first\r\n");
    reader.readLine();
    reader.renew();
    assertThat(catchThrowable(reader::ensureAvailable))
        .isInstanceOf(DataReader.InsufficientDataAvailableException.class);
  }

  private WeakReference<byte[]> arrive(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    arriving.add(bytes);
    return new WeakReference<>(bytes);
  }

  private static boolean isCollected(WeakReference<?> held) {
    for (int i = 0; i < 50 && held.get() != null; i++) {
      System.gc();
    }
    return held.get() == null;
  }
}
