package dev.skep.otlp;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.function.Consumer;

/// Writes the answers of one connection, and knows whether their reader takes them in time.
///
/// Helidon 4.5 has no such thing: a write goes on for as long as the system's buffers are full. Who
/// reads a byte a minute would hold a thread and what the answer is made of for days.
final class Departure implements DataWriter {
  private static final double NANOS = 1e9;

  private final DataWriter connection;
  private final DepartureLimits limits;

  // Written by the connection's own thread alone.
  private volatile boolean waiting;
  private volatile long waitingSince;
  private volatile long waitedBefore;
  private volatile long written;

  Departure(DataWriter connection, DepartureLimits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  /// To be called when a further request is there: its answer has all the time again.
  void begin() {
    waitedBefore = 0;
    written = 0;
  }

  /// Whether the reader has kept the answer waiting for too long.
  boolean isLate(long now) {
    if (!waiting) {
      return false;
    }
    long waits = now - waitingSince;
    double owed = limits.next().toNanos() + written * NANOS / limits.bytesPerSecond();
    return waits > limits.next().toNanos() || waitedBefore + waits > owed;
  }

  @Override
  public void write(BufferData... buffers) {
    inPieces(BufferData.create(buffers), connection::write);
  }

  @Override
  public void write(BufferData buffer) {
    inPieces(buffer, connection::write);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    inPieces(BufferData.create(buffers), connection::writeNow);
  }

  @Override
  public void writeNow(BufferData buffer) {
    inPieces(buffer, connection::writeNow);
  }

  @Override
  public void flush() {
    connection.flush();
  }

  @Override
  public void close() {
    connection.close();
  }

  /// Of a large buffer nothing is known until all of it is taken, so it is handed on in pieces.
  private void inPieces(BufferData buffer, Consumer<BufferData> write) {
    while (buffer.available() > DepartureLimits.PIECE_BYTES) {
      byte[] piece = new byte[DepartureLimits.PIECE_BYTES];
      buffer.read(piece);
      watched(BufferData.create(piece), write);
    }
    watched(buffer, write);
  }

  private void watched(BufferData piece, Consumer<BufferData> write) {
    int bytes = piece.available();
    long since = System.nanoTime();
    waitingSince = since;
    waiting = true;
    try {
      write.accept(piece);
    } finally {
      waiting = false;
      long before = waitedBefore;
      waitedBefore = before + System.nanoTime() - since;
      long all = written;
      written = all + bytes;
    }
  }
}
