package dev.skep.otlp;

import dev.skep.otlp.UnreadBodyException.Sender;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A connection that, when it is closed under a body that nobody reads, throws away some of what
/// still comes before it goes. Closed at once, the system would answer the rest of the body with a
/// reset, and a sender that is still busy sending would see that instead of the reply.
///
/// What is thrown away is not looked at: it is no chunk and no request. There is a limit to it, and
/// what was read of the request before counts.
final class LingeringConnection implements ServerConnection {
  private static final Duration SILENCE = Duration.ofMillis(100);

  private final ServerConnection connection;
  private final HelidonSocket socket;
  private final BoundedReader reader;
  private final Arrival arrival;
  private final Departure departure;
  private final ConnectionWatch watch;
  private final long maxBodyBytes;

  /// @param connection what serves it
  /// @param socket what is closed
  /// @param reader what the requests are read with
  /// @param arrival what knows whether they arrive
  /// @param departure what their answers are written with
  /// @param watch what sees to it that both go on
  /// @param maxBodyBytes the largest body that is read
  LingeringConnection(
      ServerConnection connection,
      HelidonSocket socket,
      BoundedReader reader,
      Arrival arrival,
      Departure departure,
      ConnectionWatch watch,
      long maxBodyBytes) {
    this.connection = connection;
    this.socket = socket;
    this.reader = reader;
    this.arrival = arrival;
    this.departure = departure;
    this.watch = watch;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    watch.start();
    try {
      connection.handle(arrival.watching(limit, departure::begin, reader::endRequest));
    } catch (UnreadBodyException e) {
      throwAway(e.sender());
      throw e;
    } finally {
      watch.end();
      reader.forgetChunk();
    }
  }

  @Override
  public Duration idleTime() {
    return connection.idleTime();
  }

  @Override
  public void close(boolean interrupt) {
    connection.close(interrupt);
  }

  /// Reads on a thread of its own, for a read cannot be given up: it ends when the connection is
  /// closed, which is when a sender has been silent for a moment.
  private void throwAway(Sender sender) throws InterruptedException {
    AtomicLong bytes = new AtomicLong(arrival.taken());
    long most = sender.mostBytes(maxBodyBytes);
    Thread reader = Thread.ofVirtual().name("lingering").start(() -> readOn(bytes, most));
    long end = System.nanoTime() + sender.mostTime.toNanos();
    long before = -1;
    while (bytes.get() > before && System.nanoTime() - end < 0) {
      before = bytes.get();
      if (reader.join(SILENCE)) {
        return;
      }
    }
  }

  private void readOn(AtomicLong bytes, long most) {
    try {
      while (bytes.get() < most) {
        byte[] rest = socket.get();
        if (rest == null) {
          return;
        }
        bytes.addAndGet(rest.length);
      }
    } catch (UncheckedIOException e) {
      // The connection is closed, by the sender or because it was silent.
    }
  }
}
