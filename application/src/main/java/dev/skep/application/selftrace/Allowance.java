package dev.skep.application.selftrace;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How many traces may be recorded: one a second on average, and some more at once. Somebody who
/// clicks is never over it; a program that asks all day is, and must not push out what others send.
final class Allowance {
  static final int AT_ONCE = 60;
  static final long NANOS_FOR_ONE = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  // Until when everything is used up, on the nano clock.
  private long usedUntil;

  Allowance(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.usedUntil = nanoTime.getAsLong() - AT_ONCE * NANOS_FOR_ONE;
  }

  /// Whether one more may be recorded.
  synchronized boolean take() {
    long now = nanoTime.getAsLong();
    long earliest = now - AT_ONCE * NANOS_FOR_ONE;
    long used = usedUntil - earliest < 0 ? earliest : usedUntil;
    if (used + NANOS_FOR_ONE - now > 0) {
      return false;
    }
    usedUntil = used + NANOS_FOR_ONE;
    return true;
  }
}
