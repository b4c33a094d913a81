package dev.skep.application;

import java.lang.System.Logger;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/// A warning that may be due many times a second and is logged once a minute at most. The first one
/// is logged at once; each later one tells how much came since.
public final class RareWarning {
  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final LongSupplier nanoTime;
  private long loggedAt;
  private boolean logged;
  private long count;

  /// @param nanoTime a time that never goes back, in nanoseconds since any moment
  public RareWarning(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /// Counts, and logs when the last line is old enough.
  ///
  /// @param amount what to add to the count
  /// @param message made of the count, when it is logged
  public void add(long amount, LongFunction<String> message) {
    long due = due(amount);
    if (due > 0) {
      log.log(Logger.Level.WARNING, message.apply(due));
    }
  }

  private synchronized long due(long amount) {
    count += amount;
    long now = nanoTime.getAsLong();
    if (logged && now - loggedAt < INTERVAL_NANOS) {
      return 0;
    }
    long due = count;
    count = 0;
    logged = true;
    loggedAt = now;
    return due;
  }
}
