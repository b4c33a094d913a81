package dev.skep.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WireBodyTest {
  private static final Duration PLENTY = Duration.ofMinutes(1);

  @Test
  void a_body_in_time_is_read_to_its_end() throws IOException {
    InputStream body = new WireBody(new ByteArrayInputStream(new byte[] {1, 2}), PLENTY);

    assertThat(body.readAllBytes()).containsExactly(1, 2);
  }

  @Test
  void a_body_is_too_slow_however_steadily_it_drips() {
    InputStream drip = new WireBody(InputStream.nullInputStream(), Duration.ofNanos(-1));

    assertThatThrownBy(drip::read).isInstanceOf(BodyTooSlowException.class);
    assertThatThrownBy(
            failing(new UncheckedIOException(new SocketTimeoutException("read timed out")))::read)
        .isInstanceOf(BodyTooSlowException.class);
  }

  @Test
  void a_connection_that_broke_is_closed_without_an_answer() {
    assertThatThrownBy(failing(new UncheckedIOException(new SocketException("reset")))::read)
        .isInstanceOf(CloseConnectionException.class);
    assertThatThrownBy(failing(new DataReader.InsufficientDataAvailableException())::read)
        .isInstanceOf(CloseConnectionException.class);
  }

  @Test
  void chunks_that_are_none_are_a_corrupt_body() {
    assertThatThrownBy(failing(new DataReader.IncorrectNewLineException("no line"))::read)
        .isInstanceOf(CorruptBodyException.class);
  }

  private static InputStream failing(RuntimeException failure) {
    return new WireBody(
        new InputStream() {
          @Override
          public int read() {
            throw failure;
          }

          @Override
          public int read(byte[] bytes, int from, int count) {
            throw failure;
          }
        },
        PLENTY);
  }
}
