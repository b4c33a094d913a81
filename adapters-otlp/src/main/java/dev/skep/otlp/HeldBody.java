package dev.skep.otlp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A decompressed body whose reader keeps what it makes of it: takes room for that as it is read,
/// some in advance, so that a request of usual size asks for room once.
///
/// Closing it leaves the stream below open, and the room taken.
final class HeldBody extends FilterInputStream {
  /// What decoded spans take in memory for each byte of their protobuf or JSON, with some more for
  /// the time while they are decoded. Measured when decoded: Beyla's requests 1 to 3, many short
  /// attributes 6 to 9.
  static final int MEMORY_PER_BYTE = 4;

  private static final int BYTES_IN_ADVANCE = 64 * 1024;

  private final InFlightBudget.Share room;
  private long covered;

  HeldBody(InputStream in, InFlightBudget.Share room) {
    super(in);
    this.room = room;
  }

  @Override
  public int read() throws IOException {
    cover(1);
    int read = in.read();
    if (read >= 0) {
      covered--;
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    cover(Math.min(count, BYTES_IN_ADVANCE));
    int read = in.read(bytes, from, Math.min(count, BYTES_IN_ADVANCE));
    covered -= Math.max(read, 0);
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    // What is skipped is not kept.
    return in.skip(count);
  }

  private void cover(int count) throws NoRoomException {
    if (covered < count) {
      room.take((long) BYTES_IN_ADVANCE * MEMORY_PER_BYTE);
      covered += BYTES_IN_ADVANCE;
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}
}
