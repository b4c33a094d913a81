package dev.skep.otlp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A decompressed body whose reader keeps what it makes of it: takes room for that as it is read,
/// some in advance, so that a large request does not ask for room all the time. At first little:
/// somebody who sends a few bytes on each of many connections must not hold what others need.
///
/// Closing it leaves the stream below open, and the room taken.
final class HeldBody extends FilterInputStream {
  /// What decoded spans take in memory for each byte of their protobuf or JSON, with some more for
  /// the time while they are decoded. Measured when decoded: Beyla's requests 1 to 3, many short
  /// attributes 6 to 9.
  static final int MEMORY_PER_BYTE = 4;

  private static final int FIRST_STEP = 4 * 1024;
  private static final int LARGEST_STEP = 64 * 1024;

  private final InFlightBudget.Share room;
  private int covered;
  private int step = FIRST_STEP;

  HeldBody(InputStream in, InFlightBudget.Share room) {
    super(in);
    this.room = room;
  }

  @Override
  public int read() throws IOException {
    cover();
    int read = in.read();
    if (read >= 0) {
      covered--;
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    cover();
    int read = in.read(bytes, from, Math.min(count, covered));
    covered -= Math.max(read, 0);
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    // What is skipped is not kept.
    return in.skip(count);
  }

  /// Sees to it that there is room for what the next byte becomes, at least.
  private void cover() throws NoRoomException {
    if (covered == 0) {
      room.take((long) step * MEMORY_PER_BYTE);
      covered = step;
      step = Math.min(2 * step, LARGEST_STEP);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}
}
