package dev.skep.otlp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.skep.application.SlowCallers;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// Looks at a connection now and then, and closes it when its caller keeps it waiting for too long.
/// No thread waits meanwhile: a look is a task on the JVM's timer.
final class ConnectionWatch {
  private static final ScheduledExecutorService TIMER = ForkJoinPool.commonPool();

  private final Arrival arrival;
  private final Departure departure;
  private final long everyMillis;
  private final Runnable close;
  private final SlowCallers slow;
  private volatile @Nullable Future<?> looks;

  /// @param every how often it is looked at
  /// @param close closes the connection, from any thread
  /// @param slow counts those that were closed
  ConnectionWatch(
      Arrival arrival, Departure departure, Duration every, Runnable close, SlowCallers slow) {
    this.arrival = arrival;
    this.departure = departure;
    this.everyMillis = every.toMillis();
    this.close = close;
    this.slow = slow;
  }

  /// To be called when the connection is open.
  void start() {
    looks = TIMER.scheduleWithFixedDelay(this::look, everyMillis, everyMillis, MILLISECONDS);
  }

  /// To be called when the connection has ended. The timer then lets go of it, too: there may be a
  /// thousand new ones a second, each with its buffers.
  void end() {
    Future<?> until = looks;
    if (until != null) {
      until.cancel(false);
    }
  }

  private void look() {
    long now = System.nanoTime();
    if (arrival.isLate(now)) {
      slow.wasSending();
    } else if (departure.isLate(now)) {
      slow.wasReading();
    } else {
      return;
    }
    end();
    Thread.startVirtualThread(this::closeNow);
  }

  private void closeNow() {
    try {
      close.run();
    } catch (UncheckedIOException e) {
      // It has just been closed by somebody else.
    }
  }
}
