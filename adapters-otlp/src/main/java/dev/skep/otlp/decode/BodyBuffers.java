package dev.skep.otlp.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/// Memory for whole bodies. Small buffers serve again and again; large ones are made when needed
/// and share a bounded room, so that many large requests at once cannot use up the heap.
///
/// A buffer grows with what really arrives, whatever length was announced.
final class BodyBuffers {
  private static final int FIRST_BYTES = 64 * 1024;
  // Enough for 4,096 spans of Beyla.
  private static final int SMALL_BYTES = 2 * 1024 * 1024;
  private static final int KEPT = 8;

  private final int largest;
  private final AtomicLong room;
  private final Deque<byte[]> free = new ArrayDeque<>(KEPT);

  /// @param largest the size of the largest body; all large buffers together take twice as much
  BodyBuffers(int largest) {
    this.largest = Math.max(largest, FIRST_BYTES);
    // A buffer and the one that it outgrew.
    room = new AtomicLong(2L * this.largest);
  }

  /// To be closed when nothing of the body is needed any more.
  Body take() {
    synchronized (free) {
      byte[] last = free.pollLast();
      return new Body(last == null ? new byte[FIRST_BYTES] : last);
    }
  }

  private void giveBack(byte[] buffer) {
    if (isLarge(buffer.length)) {
      room.addAndGet(buffer.length);
      return;
    }
    synchronized (free) {
      if (free.size() < KEPT) {
        free.addLast(buffer);
      }
    }
  }

  private boolean takesRoom(int size) {
    if (!isLarge(size) || room.addAndGet(-size) >= 0) {
      return true;
    }
    room.addAndGet(size);
    return false;
  }

  private static boolean isLarge(int size) {
    return size > SMALL_BYTES;
  }

  /// The body of one request.
  final class Body implements AutoCloseable {
    private byte[] bytes;
    private int size;

    private Body(byte[] bytes) {
      this.bytes = bytes;
    }

    /// Reads a body to its end.
    ///
    /// @return false if there is no room for it now
    /// @throws IOException what `in` throws
    boolean read(InputStream in) throws IOException {
      while (true) {
        int read = in.read(bytes, size, bytes.length - size);
        if (read < 0) {
          return true;
        }
        size += read;
        if (size == bytes.length) {
          int next = in.read();
          if (next < 0) {
            return true;
          }
          if (!grow()) {
            return false;
          }
          bytes[size++] = (byte) next;
        }
      }
    }

    private boolean grow() {
      int larger = (int) Math.min(2L * bytes.length, largest);
      if (larger == bytes.length || !takesRoom(larger)) {
        return false;
      }
      byte[] outgrown = bytes;
      bytes = Arrays.copyOf(outgrown, larger);
      giveBack(outgrown);
      return true;
    }

    /// The body, and more behind its size.
    byte[] bytes() {
      return bytes;
    }

    int size() {
      return size;
    }

    @Override
    public void close() {
      giveBack(bytes);
    }
  }
}
