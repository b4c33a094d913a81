package dev.skep.application;

import java.util.concurrent.atomic.LongAdder;

/// Counts connections that were closed because their callers kept Skep waiting.
public final class SlowCallers {
  private final LongAdder sending = new LongAdder();
  private final LongAdder reading = new LongAdder();

  /// One whose request did not arrive in time.
  public void wasSending() {
    sending.increment();
  }

  /// One that did not take its answer in time.
  public void wasReading() {
    reading.increment();
  }

  /// As of now.
  public Figures figures() {
    return new Figures(sending.sum(), reading.sum());
  }

  /// How many connections were closed since the start.
  ///
  /// @param sending for their requests were too slow
  /// @param reading for their answers were taken too slowly
  public record Figures(long sending, long reading) {}
}
