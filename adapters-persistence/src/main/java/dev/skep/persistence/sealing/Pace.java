package dev.skep.persistence.sealing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How quickly long work in the background goes on: it rests as long as it has worked, so that on a
/// machine of two cores those who send need not wait behind it. Unless it is in a hurry.
///
/// Used by one thread.
public final class Pace {
  /// Without rest.
  public static final Pace UNRESTING = new Pace(() -> true);

  private static final long NANOS_OF_WORK = 2_000_000;
  private static final long LONGEST_REST_NANOS = 30_000_000;
  // To ask for the time costs more than many a step.
  private static final int STEPS_BETWEEN_LOOKS = 64;

  private final BooleanSupplier hurried;
  private long begun = System.nanoTime();
  private int steps;

  /// @param hurried whether somebody waits for the end of the work
  public Pace(BooleanSupplier hurried) {
    this.hurried = hurried;
  }

  /// Waits for so long, or until it is in a hurry.
  public void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!hurried.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(LONGEST_REST_NANOS);
    }
    begun = System.nanoTime();
  }

  /// After a step of a microsecond or so.
  void step() {
    steps++;
    if (steps % STEPS_BETWEEN_LOOKS == 0) {
      rest();
    }
  }

  /// Rests if the last rest was a while ago.
  void rest() {
    long worked = System.nanoTime() - begun;
    if (worked < NANOS_OF_WORK) {
      return;
    }
    if (!hurried.getAsBoolean()) {
      LockSupport.parkNanos(Math.min(worked, LONGEST_REST_NANOS));
    }
    begun = System.nanoTime();
  }
}
