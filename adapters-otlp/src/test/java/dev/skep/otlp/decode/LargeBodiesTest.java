package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Spans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bodies of any size are read whole, and many large ones at once do not use up the heap.
final class LargeBodiesTest {
  private static final int LARGEST = 8 * 1024 * 1024;

  private final OtlpDecoder decoder = new ProtobufDecoder(LARGEST, SecretMask.NONE);

  @Test
  void bodies_up_to_the_largest_are_read_however_they_arrive() throws IOException {
    for (int size : new int[] {1000, 65_535, 65_536, 65_537, 1_000_000, 3_000_000, LARGEST}) {
      byte[] body = body(size);

      assertThat(spans(decoder.decode(new ByteArrayInputStream(body)))).isEqualTo(1);
      assertThat(spans(decoder.decode(inSmallPieces(body)))).isEqualTo(1);
    }
  }

  @Test
  void of_large_bodies_at_once_those_are_refused_for_which_there_is_no_room() throws IOException {
    byte[] body = body(LARGEST - 1);

    DecodeResult[] inner = new DecodeResult[1];
    DecodeResult outer =
        decoder.decode(
            meanwhile(body, () -> inner[0] = decoder.decode(new ByteArrayInputStream(body))));

    assertThat(inner[0]).isEqualTo(new DecodeResult.NoRoom());
    assertThat(spans(outer)).isEqualTo(1);
    assertThat(spans(decoder.decode(new ByteArrayInputStream(body)))).isEqualTo(1);
  }

  @Test
  void a_small_body_has_room_beside_a_large_one() throws IOException {
    DecodeResult[] inner = new DecodeResult[1];
    DecodeResult outer =
        decoder.decode(
            meanwhile(
                body(LARGEST),
                () -> inner[0] = decoder.decode(new ByteArrayInputStream(body(1_000_000)))));

    assertThat(spans(inner[0])).isEqualTo(1);
    assertThat(spans(outer)).isEqualTo(1);
  }

  @Test
  void a_body_that_breaks_off_gives_its_room_back() throws IOException {
    byte[] body = body(LARGEST);
    for (int i = 0; i < 5; i++) {
      try {
        decoder.decode(
            meanwhile(
                body,
                () -> {
                  throw new IOException("broken");
                }));
      } catch (IOException e) {
        assertThat(e).hasMessage("broken");
      }
    }

    assertThat(spans(decoder.decode(new ByteArrayInputStream(body)))).isEqualTo(1);
  }

  private static int spans(DecodeResult result) {
    return Decoding.spans(result).size();
  }

  /// A request of one span, with a field that nobody knows to fill it up.
  private static byte[] body(int size) {
    byte[] span = ProtobufEncoder.encode(List.of(Spans.span(1).build()));
    // Field 15 with a length in four bytes.
    int filler = size - span.length - 5;
    byte[] body = Arrays.copyOf(span, size);
    body[span.length] = 15 << 3 | 2;
    for (int i = 0; i < 4; i++) {
      body[span.length + 1 + i] = (byte) (((filler >>> (7 * i)) & 0x7f) | (i < 3 ? 0x80 : 0));
    }
    return body;
  }

  private static InputStream inSmallPieces(byte[] body) {
    return new ByteArrayInputStream(body) {
      @Override
      public int read(byte[] bytes, int from, int count) {
        return super.read(bytes, from, Math.min(count, 1009));
      }
    };
  }

  /// Does something when the whole body has been read and before its end is told.
  private static InputStream meanwhile(byte[] body, Action action) {
    return new InputStream() {
      private final InputStream in = new ByteArrayInputStream(body);
      private boolean done;

      @Override
      public int read() throws IOException {
        int read = in.read();
        if (read < 0) {
          once();
        }
        return read;
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        int read = in.read(bytes, from, count);
        if (read < 0) {
          once();
        }
        return read;
      }

      private void once() throws IOException {
        if (!done) {
          done = true;
          action.run();
        }
      }
    };
  }

  private interface Action {
    void run() throws IOException;
  }
}
