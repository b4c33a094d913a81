package dev.skep.otlp;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;

/// Reads a connection as the server does, but refuses lines and chunks without a reasonable end,
/// and methods that are none.
///
/// Helidon 4.5 reads the size line of a chunk, and a chunk itself, into memory however long they
/// are: one connection could use up the heap. Many connections with a large chunk each could too,
/// so large chunks share a budget. A chunk counts until the next one, or the next line, is asked
/// for.
final class BoundedReader extends PerRequestReader {
  /// A chunk's size takes 16 digits at most, and nobody sends extensions behind it.
  private static final int MAX_LINE = 1024;

  /// What senders usually make chunks of is smaller.
  private static final int LARGE_CHUNK = 128 * 1024;

  /// What a method may have besides letters and digits (RFC 9110, "Tokens").
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private final int maxChunkBytes;
  private final InFlightBudget.Share chunks;
  private boolean atRequestLine = true;

  /// @param begun what was read of the connection already
  /// @param socket where the rest comes from
  BoundedReader(
      DataReader begun,
      HelidonSocket socket,
      Arrival arrival,
      int maxChunkBytes,
      InFlightBudget chunkBudget) {
    super(() -> arrival.next(() -> next(begun, socket)));
    this.maxChunkBytes = maxChunkBytes;
    this.chunks = chunkBudget.open();
  }

  private static byte[] next(DataReader begun, HelidonSocket socket) {
    if (begun.available() > 0) {
      return begun.readBytes(begun.available());
    }
    try {
      byte[] next = socket.get();
      if (next == null) {
        throw new InsufficientDataAvailableException();
      }
      return next;
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("The connection broke off.", e);
    }
  }

  @Override
  public String readLine() {
    forgetChunk();
    int length = findNewLine(MAX_LINE);
    if (length >= MAX_LINE) {
      throw refusal(Status.BAD_REQUEST_400, "line too long");
    }
    String line = readAsciiString(length);
    skip(2);
    return line;
  }

  /// The server takes a method that is none for a failure of its own, answers 500 and logs it.
  @Override
  public byte[] readBytes(int length) {
    byte[] bytes = super.readBytes(length);
    if (atRequestLine) {
      atRequestLine = false;
      requireMethod(bytes);
    }
    return bytes;
  }

  private static void requireMethod(byte[] requestLine) {
    int length = 0;
    while (length < requestLine.length && isOfToken(requestLine[length])) {
      length++;
    }
    if (length == 0 || (length < requestLine.length && requestLine[length] != ' ')) {
      throw refusal(Status.BAD_REQUEST_400, "no method");
    }
  }

  private static boolean isOfToken(byte sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9')
        || TOKEN_SIGNS.indexOf(sign) >= 0;
  }

  @Override
  public BufferData readBuffer(int length) {
    if (length > maxChunkBytes) {
      throw refusal(Status.REQUEST_ENTITY_TOO_LARGE_413, "chunk too large");
    }
    forgetChunk();
    if (length >= LARGE_CHUNK) {
      try {
        chunks.take(length);
      } catch (NoRoomException e) {
        throw refusal(Status.SERVICE_UNAVAILABLE_503, "too many large chunks at once");
      }
    }
    return super.readBuffer(length);
  }

  /// To be called when a request is done and a further one may follow.
  ///
  /// @return whether some of it is there already
  boolean endRequest() {
    forgetChunk();
    atRequestLine = true;
    return renew();
  }

  /// To be called when the last chunk is not needed any more.
  void forgetChunk() {
    chunks.close();
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
