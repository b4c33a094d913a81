package dev.skep.persistence.segment;

/// Waits for threads to end.
public final class Threads {
  private Threads() {}

  /// Waits until a thread has ended, even if somebody interrupts the waiting: what the thread was
  /// told to finish is finished all the same.
  public static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
