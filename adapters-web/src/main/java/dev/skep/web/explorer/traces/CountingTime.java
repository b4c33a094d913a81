package dev.skep.web.explorer.traces;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// How long a page may wait until what matches its search is counted. The first ones after a start
/// may wait longer: Java has compiled nothing of what counts, and takes some ten times as long.
final class CountingTime {
  private static final Duration USUAL = Duration.ofMillis(80);
  private static final Duration AT_FIRST = Duration.ofMillis(400);
  private static final int FIRST = 5;

  private final AtomicInteger pages = new AtomicInteger();

  /// For the next page.
  Duration next() {
    return pages.getAndUpdate(before -> Math.min(before + 1, FIRST)) < FIRST ? AT_FIRST : USUAL;
  }
}
