package dev.skep.otlp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The memory that all requests under way share. Each opens a share, takes as it grows, and gives
/// everything back by closing it.
///
/// When all is given out, one request at a time may go on beyond the budget, so that one that is
/// larger than the budget gets through, and requests that hold a part each do not wait for one
/// another for ever. So never more is in use than the budget and one request of the largest size.
///
/// Source: `docs/adr/0017-guardrails-at-the-door.md`.
final class InFlightBudget {
  private final long patienceNanos;
  private long free;
  private @Nullable Share beyond;

  /// @param bytes how much is shared
  /// @param patience how long one share waits for room, until it is closed
  InFlightBudget(long bytes, Duration patience) {
    this.free = bytes;
    this.patienceNanos = patience.toNanos();
  }

  Share open() {
    return new Share();
  }

  /// How many bytes nobody holds; below zero when one request went beyond.
  synchronized long freeBytes() {
    return free;
  }

  private synchronized void take(Share share, long bytes) throws NoRoomException {
    while (free < bytes && beyond != share) {
      if (beyond == null) {
        beyond = share;
      } else {
        share.patience -= waited(share.patience);
      }
    }
    free -= bytes;
    share.held += bytes;
  }

  private synchronized void giveBack(Share share) {
    free += share.held;
    share.held = 0;
    if (beyond == share) {
      beyond = null;
    }
    notifyAll();
  }

  /// Waits for a change, and tells how long.
  private synchronized long waited(long atMostNanos) throws NoRoomException {
    if (atMostNanos <= 0) {
      throw new NoRoomException();
    }
    long start = System.nanoTime();
    try {
      // A little more, for it waits whole milliseconds.
      TimeUnit.NANOSECONDS.timedWait(this, atMostNanos + 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoRoomException();
    }
    return System.nanoTime() - start;
  }

  /// What one request holds. Used by one thread.
  final class Share implements AutoCloseable {
    private long held;
    private long patience = patienceNanos;

    private Share() {}

    /// Takes so much more, and waits for room if need be.
    ///
    /// @throws NoRoomException if there is none in time
    void take(long bytes) throws NoRoomException {
      InFlightBudget.this.take(this, bytes);
    }

    /// Gives everything back. The share may then be used anew.
    @Override
    public void close() {
      if (held > 0) {
        giveBack(this);
      }
      patience = patienceNanos;
    }
  }
}
