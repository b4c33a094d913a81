package dev.skep.otlp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.skep.application.SlowCallers;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Looks at a connection now and then, and closes it when its caller keeps it waiting for too long.
/// No thread waits meanwhile: a look is a task on the JVM's timer.
final class ConnectionWatch {
  private final Arrival arrival;
  private final Departure departure;
  private final Runnable close;
  private final SlowCallers slow;
  private final Executor later;
  private volatile boolean ended;

  /// @param every how often it is looked at
  /// @param close closes the connection, from any thread
  /// @param slow counts those that were closed
  ConnectionWatch(
      Arrival arrival, Departure departure, Duration every, Runnable close, SlowCallers slow) {
    this.arrival = arrival;
    this.departure = departure;
    this.close = close;
    this.slow = slow;
    this.later =
        CompletableFuture.delayedExecutor(
            every.toMillis(), MILLISECONDS, Thread::startVirtualThread);
  }

  /// To be called when the connection is open.
  void start() {
    later.execute(this::look);
  }

  /// To be called when the connection has ended.
  void end() {
    ended = true;
  }

  private void look() {
    if (ended) {
      return;
    }
    long now = System.nanoTime();
    if (arrival.isLate(now)) {
      slow.wasSending();
    } else if (departure.isLate(now)) {
      slow.wasReading();
    } else {
      later.execute(this::look);
      return;
    }
    try {
      close.run();
    } catch (UncheckedIOException e) {
      // It has just been closed by somebody else.
    }
  }
}
