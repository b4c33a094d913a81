package dev.skep.persistence.write;

import dev.skep.application.StorageUnavailableException;
import dev.skep.persistence.write.WriteTask.Batch;
import dev.skep.persistence.write.WriteTask.Errand;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What waits for the writer thread. Bounded by spans, for they are what takes memory; who comes
/// when it is full is told so at once.
public final class WriteQueue {
  /// What the writer thread is to do next.
  public sealed interface Next {
    /// Store these batches in one transaction.
    record Group(List<Batch> batches) implements Next {}

    /// Run this errand.
    record Single(Errand errand) implements Next {}

    /// Nothing came for a while.
    record Idle() implements Next {}

    /// Stop: nothing waits and nothing will come.
    record End() implements Next {}
  }

  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final int mostSpans;
  private final int mostSpansOfGroup;
  private final Deque<WriteTask<?>> waiting = new ArrayDeque<>();
  private int waitingSpans;
  private boolean closed;

  public WriteQueue(int mostSpans, int mostSpansOfGroup) {
    this.mostSpans = mostSpans;
    this.mostSpansOfGroup = mostSpansOfGroup;
  }

  /// Adds a task behind all others.
  ///
  /// @throws StorageUnavailableException if the queue is full or closed. A batch larger than the
  ///   whole queue is taken when nothing else waits.
  public synchronized void add(WriteTask<?> task) {
    if (closed) {
      throw closing();
    }
    if (waitingSpans > 0 && waitingSpans + task.spanCount() > mostSpans) {
      throw new StorageUnavailableException("Too many spans wait to be stored.");
    }
    waiting.add(task);
    waitingSpans += task.spanCount();
    notifyAll();
  }

  /// Waits a while for something to do. Batches that wait one behind the other come as one group.
  public synchronized Next take() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (long left = PATIENCE_NANOS; waiting.isEmpty() && !closed && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    return switch (waiting.peek()) {
      case null -> closed ? new Next.End() : new Next.Idle();
      case Errand errand -> {
        waiting.remove();
        yield new Next.Single(errand);
      }
      case Batch first -> new Next.Group(takeGroup());
    };
  }

  /// How many spans wait.
  public synchronized int waitingSpans() {
    return waitingSpans;
  }

  /// How long the first of what waits has waited.
  public synchronized Duration longestWait() {
    WriteTask<?> first = waiting.peek();
    return first == null ? Duration.ZERO : first.age();
  }

  /// Takes nothing more. What waits will still be done.
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /// Takes nothing more and fails what waits: nobody will do it.
  public synchronized void abandon() {
    close();
    waiting.forEach(task -> task.fail(closing()));
    waiting.clear();
  }

  private static StorageUnavailableException closing() {
    return new StorageUnavailableException("The store is closing.");
  }

  private List<Batch> takeGroup() {
    List<Batch> group = new ArrayList<>();
    int spans = 0;
    while (waiting.peek() instanceof Batch next
        && (group.isEmpty() || spans + next.spanCount() <= mostSpansOfGroup)) {
      waiting.remove();
      group.add(next);
      spans += next.spanCount();
    }
    waitingSpans -= spans;
    return group;
  }
}
