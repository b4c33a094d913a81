package dev.skep.otlp;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;

/// Reads a connection as the server does, but refuses lines and chunks without a reasonable end.
///
/// Helidon 4.5 reads the size line of a chunk, and a chunk itself, into memory however long they
/// are: one connection could use up the heap.
final class BoundedReader extends DataReader {
  /// A chunk's size takes 16 digits at most, and nobody sends extensions behind it.
  private static final int MAX_LINE = 1024;

  private final int maxChunkBytes;

  @SuppressWarnings("removal") // of subclasses; by then the server may have limits of its own
  BoundedReader(DataReader connection, int maxChunkBytes) {
    super(() -> connection.readBuffer().readBytes());
    this.maxChunkBytes = maxChunkBytes;
  }

  @Override
  public String readLine() {
    int length = findNewLine(MAX_LINE);
    if (length >= MAX_LINE) {
      throw refusal(Status.BAD_REQUEST_400, "line too long");
    }
    String line = readAsciiString(length);
    skip(2);
    return line;
  }

  @Override
  public BufferData readBuffer(int length) {
    if (length > maxChunkBytes) {
      throw refusal(Status.REQUEST_ENTITY_TOO_LARGE_413, "chunk too large");
    }
    return super.readBuffer(length);
  }

  private static RequestException refusal(Status status, String message) {
    return RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .status(status)
        .message(message)
        .setKeepAlive(false)
        .build();
  }
}
