package dev.skep.otlp;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Knows whether the requests of one connection arrive in time.
///
/// Helidon 4.5 has no such thing: its read timeout has no effect on the channels that it reads
/// from, and it ends idle connections only while no request has begun. Half a header line would
/// hold a connection, and a silent body its memory as well, for as long as the sender likes.
///
/// Between two requests nothing is watched: connections that idle are the server's business.
final class Arrival {
  private final ArrivalLimits limits;

  private volatile Stage stage = Stage.NO_REQUEST;
  private volatile long begun;
  private volatile long waitingSince;
  private volatile boolean waiting;
  // Since a request began with these bytes. Only the connection's own thread touches it.
  private long taken;

  Arrival(ArrivalLimits limits) {
    this.limits = limits;
  }

  /// The next bytes of the connection.
  ///
  /// @throws CloseConnectionException if it ends before a request has begun or its headers are
  ///   there
  byte[] next(Supplier<byte[]> bytes) {
    waitingSince = System.nanoTime();
    waiting = true;
    try {
      byte[] next = bytes.get();
      if (stage == Stage.NO_REQUEST) {
        begin();
        taken = 0;
      }
      taken += next.length;
      return next;
    } catch (InsufficientDataAvailableException | UncheckedIOException e) {
      if (stage == Stage.BODY) {
        throw e;
      }
      // Anybody can break off a connection: the server would log it as its own failure.
      throw new CloseConnectionException("The connection ended before its request was there.", e);
    } finally {
      waiting = false;
    }
  }

  /// How many bytes have come since a request began; those of a request that came together with the
  /// one before it count with that one.
  long taken() {
    return taken;
  }

  /// The server's limit of requests under way, which it asks exactly when the headers are there and
  /// tells when the request is done.
  ///
  /// @param there told that the headers of a request are there
  /// @param more whether bytes of a further request are there already
  Limit watching(Limit limit, Runnable there, BooleanSupplier more) {
    return new WatchedLimit(
        limit,
        () -> {
          stage = Stage.BODY;
          there.run();
        },
        () -> done(more));
  }

  private void begin() {
    begun = System.nanoTime();
    stage = Stage.HEAD;
  }

  private void done(BooleanSupplier more) {
    stage = Stage.NO_REQUEST;
    if (more.getAsBoolean()) {
      begin();
    }
  }

  /// Whether the caller has kept a request waiting for too long.
  boolean isLate(long now) {
    return switch (stage) {
      case NO_REQUEST -> false;
      case HEAD ->
          waiting
              && (isOver(limits.next(), waitingSince, now) || isOver(limits.head(), begun, now));
      case BODY ->
          waiting
              && (isOver(limits.next(), waitingSince, now) || isOver(limits.whole(), begun, now));
    };
  }

  private static boolean isOver(Duration limit, long since, long now) {
    return now - since > limit.toNanos();
  }

  private enum Stage {
    NO_REQUEST,
    HEAD,
    /// Headers are there, the request is being answered; its body may still be arriving.
    BODY
  }
}
