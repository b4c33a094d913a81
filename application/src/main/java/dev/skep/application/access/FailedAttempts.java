package dev.skep.application.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Counts wrong secrets, and says how long the answer to the next one should wait: not at all for
/// the first twenty of a caller in a minute, then a second each. When two hundred have come within
/// a minute from wherever, each waits.
///
/// Only wrong secrets are slowed down. Who shows the right one is never made to wait, so that
/// nobody can lock out others by guessing from their address.
///
/// Source: `docs/adr/0035-a-token-opens-the-explorer.md`.
public final class FailedAttempts {
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final int FREE_OF_ONE = 20;
  private static final int FREE_OF_ALL = 200;

  private final LongSupplier nanoTime;
  // Never more than FREE_OF_ALL: whoever comes later waits in any case.
  private final Map<String, Integer> byCaller = new HashMap<>();
  private long began;
  private int all;

  /// @param nanoTime a time that never goes back, in nanoseconds since any moment
  public FailedAttempts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /// Counts one.
  ///
  /// @return how long its answer should wait
  public synchronized Duration add(InetAddress caller) {
    long now = nanoTime.getAsLong();
    if (now - began >= WINDOW_NANOS) {
      began = now;
      all = 0;
      byCaller.clear();
    }
    if (all >= FREE_OF_ALL) {
      return WAIT;
    }
    all++;
    return byCaller.merge(CallerNetwork.of(caller), 1, Integer::sum) > FREE_OF_ONE
        ? WAIT
        : Duration.ZERO;
  }

  /// How many callers are remembered.
  synchronized int callers() {
    return byCaller.size();
  }
}
