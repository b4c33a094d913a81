package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.JSON;
import static dev.skep.otlp.DoorUnderTest.SEED_PATH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompressedBodiesTest {
  private static final int MIB = 1024 * 1024;
  private static final byte[] EXAMPLE = Bodies.SPECIFICATION_EXAMPLE.getBytes(UTF_8);

  private final DoorUnderTest door = DoorUnderTest.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void gzip_and_zstd_are_read_and_identity_is_no_coding() throws IOException {
    assertThat(status("gzip", gzip(EXAMPLE))).isEqualTo(200);
    assertThat(status("GZIP", gzip(EXAMPLE))).isEqualTo(200);
    assertThat(status("x-gzip", gzip(EXAMPLE))).isEqualTo(200);
    assertThat(status("zstd", Zstd.compress(EXAMPLE))).isEqualTo(200);
    assertThat(status("identity", EXAMPLE)).isEqualTo(200);
    assertThat(door.stored()).hasSize(1);
  }

  @Test
  void a_body_that_was_read_leaves_the_connection_open() throws IOException {
    for (var sent :
        List.of(
            door.post(SEED_PATH, JSON, EXAMPLE),
            door.postChunked(SEED_PATH, JSON, EXAMPLE),
            door.post(SEED_PATH, JSON, gzip(EXAMPLE), "Content-Encoding", "gzip"),
            door.post(SEED_PATH, JSON, Zstd.compress(EXAMPLE), "Content-Encoding", "zstd"))) {
      assertThat(sent.statusCode()).isEqualTo(200);
      assertThat(sent.headers().firstValue("Connection")).hasValue("keep-alive");
    }
    assertThat(door.post(SEED_PATH, JSON, gzip("[".getBytes(UTF_8))).headers().map())
        .containsEntry("connection", List.of("close"));
  }

  @Test
  void members_and_frames_that_follow_one_another_are_one_body() throws IOException {
    byte[] half = Arrays.copyOf(EXAMPLE, 300);
    byte[] rest = Arrays.copyOfRange(EXAMPLE, 300, EXAMPLE.length);

    assertThat(status("gzip", joined(gzip(half), gzip(new byte[0]), gzip(rest)))).isEqualTo(200);
    assertThat(status("zstd", joined(Zstd.compress(half), Zstd.compress(rest)))).isEqualTo(200);
  }

  @Test
  void a_gzip_header_with_everything_in_it_is_read() {
    assertThat(status("gzip", gzipWithAllHeaderFields(EXAMPLE))).isEqualTo(200);
  }

  @Test
  void what_was_cut_off_is_refused_wherever_the_cut_is() throws IOException {
    byte[] gzip = gzip(EXAMPLE);
    byte[] zstd = Zstd.compress(EXAMPLE);

    for (int length = 1; length < gzip.length; length += 7) {
      assertThat(status("gzip", Arrays.copyOf(gzip, length))).as("%s", length).isEqualTo(400);
    }
    assertThat(status("gzip", Arrays.copyOf(gzip, gzip.length - 1))).isEqualTo(400);
    for (int length = 1; length < zstd.length; length += 7) {
      assertThat(status("zstd", Arrays.copyOf(zstd, length))).as("%s", length).isEqualTo(400);
    }
    assertThat(status("zstd", Arrays.copyOf(zstd, zstd.length - 1))).isEqualTo(400);
  }

  @Test
  void junk_behind_the_data_and_data_that_is_none_are_refused() throws IOException {
    byte[] junk = "junk".getBytes(UTF_8);
    byte[] wrongSum = gzip(EXAMPLE);
    wrongSum[wrongSum.length - 8] ^= 1;

    assertThat(status("gzip", joined(gzip(EXAMPLE), junk))).isEqualTo(400);
    assertThat(status("gzip", joined(gzip(EXAMPLE), new byte[8]))).isEqualTo(400);
    assertThat(status("gzip", wrongSum)).isEqualTo(400);
    assertThat(status("gzip", EXAMPLE)).isEqualTo(400);
    assertThat(status("zstd", EXAMPLE)).isEqualTo(400);
    assertThat(status("zstd", joined(Zstd.compress(EXAMPLE), junk))).isEqualTo(400);
  }

  @Test
  void a_zstd_window_beyond_8_MiB_is_refused() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStreamNoFinalizer(compressed).setLong(27)) {
      zstd.write(EXAMPLE);
    }

    assertThat(status("zstd", compressed.toByteArray())).isEqualTo(400);
  }

  @Test
  void bombs_are_too_large_at_once_and_take_little_memory() throws IOException {
    byte[] gzipBomb = gzipOfBlanks(256 * MIB);
    byte[] zstdBomb = zstdOfBlanks(256 * MIB);
    byte[] members = joined(gzipOfBlanks(10 * MIB), gzipOfBlanks(10 * MIB));
    assertThat(status("gzip", gzip(EXAMPLE))).isEqualTo(200); // warms up

    assertThat(milliseconds(() -> assertThat(status("gzip", gzipBomb)).isEqualTo(413)))
        .isLessThan(1000);
    assertThat(milliseconds(() -> assertThat(status("zstd", zstdBomb)).isEqualTo(413)))
        .isLessThan(1000);
    assertThat(status("gzip", members)).isEqualTo(413);
  }

  private int status(String coding, byte[] body) {
    return door.post(SEED_PATH, JSON, body, "Content-Encoding", coding).statusCode();
  }

  private static long milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static byte[] gzipOfBlanks(int size) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed, 1 << 16)) {
      writeBlanks(gzip, size);
    }
    return compressed.toByteArray();
  }

  private static byte[] zstdOfBlanks(int size) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream zstd = new ZstdOutputStreamNoFinalizer(compressed)) {
      writeBlanks(zstd, size);
    }
    return compressed.toByteArray();
  }

  private static void writeBlanks(OutputStream out, int size) throws IOException {
    byte[] blanks = new byte[1 << 16];
    Arrays.fill(blanks, (byte) ' ');
    for (int written = 0; written < size; written += blanks.length) {
      out.write(blanks);
    }
  }

  private static byte[] gzipWithAllHeaderFields(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0});
    out.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
    out.writeBytes("name\0comment\0".getBytes(UTF_8));
    out.writeBytes(new byte[] {0, 0});
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] buffer = new byte[bytes.length + 64];
    out.write(buffer, 0, deflater.deflate(buffer));
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    for (long number : new long[] {crc.getValue(), bytes.length}) {
      for (int i = 0; i < 4; i++) {
        out.write((int) (number >> (8 * i)));
      }
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
