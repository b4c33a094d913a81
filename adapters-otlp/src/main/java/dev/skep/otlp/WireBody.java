package dev.skep.otlp;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A request's body as it comes from the network, until a deadline. Turns what the server throws
/// while reading into what the door answers; a connection that broke is only closed.
final class WireBody extends InputStream {
  private final InputStream in;
  private final long deadline;
  private final byte[] single = new byte[1];

  /// @param in the server's stream, whose failures are runtime exceptions
  /// @param time how long the whole body may take
  WireBody(InputStream in, Duration time) {
    this.in = in;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  /// @throws BodyTooSlowException after the deadline
  /// @throws BodyTooLargeException when the server found it too large
  /// @throws NoRoomException when a large chunk found no room
  /// @throws CorruptBodyException for chunks that are none
  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (System.nanoTime() - deadline > 0) {
      throw new BodyTooSlowException();
    }
    try {
      return in.read(bytes, from, count);
    } catch (RequestException e) {
      throw failure(e);
    } catch (DataReader.IncorrectNewLineException e) {
      throw new CorruptBodyException("badly chunked");
    } catch (NumberFormatException e) {
      // The size of a chunk is no number, or none that the server can hold.
      throw new CorruptBodyException("badly chunked");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof SocketTimeoutException) {
        throw new BodyTooSlowException();
      }
      throw new CloseConnectionException("the connection broke while reading the body", e);
    } catch (DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the body ended early", e);
    }
  }

  private static IOException failure(RequestException refusal) {
    return switch (refusal.status().code()) {
      case 413 -> new BodyTooLargeException();
      case 503 -> new NoRoomException();
      default -> new CorruptBodyException("badly chunked");
    };
  }
}
