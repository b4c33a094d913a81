package dev.skep.benchmarks.fuzz;

import dev.skep.benchmarks.proof.Findings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tries one case after the other and takes the time of each. A case that does not end is named
/// while it runs, for nothing else would ever say which it was.
public final class FuzzLoop {
  private static final Duration STUCK = Duration.ofSeconds(20);
  private static final long NO_CASE = Long.MIN_VALUE;

  private final FuzzTarget target;
  private final Duration mostPerCase;
  private final Findings findings;
  private volatile long running = NO_CASE;
  private volatile long since;
  private long cases;
  private long slowestNanos;

  /// @param mostPerCase a case that takes longer is wrong
  public FuzzLoop(FuzzTarget target, Duration mostPerCase, Findings findings) {
    this.target = target;
    this.mostPerCase = mostPerCase;
    this.findings = findings;
  }

  /// Tries cases from this number on, until there were so many or the time is over.
  public FuzzLoop cases(long first, long most, Duration atMost) {
    watched(() -> {
      long start = System.nanoTime();
      for (long number = first;
          number < first + most && System.nanoTime() - start < atMost.toNanos();
          number++) {
        one(number);
      }
    });
    return this;
  }

  public long cases() {
    return cases;
  }

  public double slowestMillis() {
    return slowestNanos / 1e6;
  }

  private void one(long number) {
    since = System.nanoTime();
    running = number;
    try {
      Optional<String> wrong = target.check(number);
      wrong.ifPresent(what -> add(number, what));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (Exception | StackOverflowError | AssertionError e) {
      add(number, "threw " + e + " at " + firstFrame(e));
    }
    long took = System.nanoTime() - since;
    running = NO_CASE;
    slowestNanos = Math.max(slowestNanos, took);
    cases++;
    if (took > mostPerCase.toNanos()) {
      add(number, "took %,.0f ms".formatted(took / 1e6));
    }
  }

  private void add(long number, String what) {
    findings.add(
        "%s case %d %s (again: ./bench fuzz --only %s --case %d)"
            .formatted(target.name(), number, what, target.name(), number));
  }

  private static String firstFrame(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    return frames.length == 0 ? "an unknown place" : frames[0].toString();
  }

  private void watched(Runnable work) {
    CountDownLatch end = new CountDownLatch(1);
    Thread watch = Thread.ofVirtual().start(() -> watch(end));
    try {
      work.run();
    } finally {
      end.countDown();
      watch.interrupt();
    }
  }

  private void watch(CountDownLatch end) {
    try {
      while (!end.await(1, TimeUnit.SECONDS)) {
        long number = running;
        if (number != NO_CASE && System.nanoTime() - since > STUCK.toNanos()) {
          System.err.println(target.name() + " case " + number + " does not come to an end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
