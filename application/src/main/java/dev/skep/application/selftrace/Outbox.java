package dev.skep.application.selftrace;

import dev.skep.application.FailureLog;
import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.trace.Span;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// What waits to be stored of Skep's own spans, and the thread that stores it: about once a second,
/// so that no reader waits for it and little is added to what senders wait for. What finds no room,
/// or no store, is counted and gone.
final class Outbox implements AutoCloseable {
  static final int MOST_WAITING = 2_000;

  private static final Logger LOG = System.getLogger(Outbox.class.getName());
  private static final long GATHERING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Span> waiting = new ArrayList<>();
  private final FailureLog failures = new FailureLog(System::nanoTime);
  private final LongAdder stored = new LongAdder();
  private final LongAdder noRoom = new LongAdder();
  private final LongAdder notStored = new LongAdder();
  private boolean closed;

  /// Adds the spans of one trace, or none of them.
  synchronized void add(List<Span> spans) {
    if (closed || waiting.size() + spans.size() > MOST_WAITING) {
      noRoom.add(spans.size());
      return;
    }
    waiting.addAll(spans);
    notifyAll();
  }

  /// Stores with this writer from now on, until it is closed.
  Thread start(SpanWriter writer) {
    return Thread.ofVirtual().name("own-traces").start(() -> work(writer));
  }

  long stored() {
    return stored.sum();
  }

  long noRoom() {
    return noRoom.sum();
  }

  long notStored() {
    return notStored.sum();
  }

  /// Takes nothing more. The thread stores what waits, and ends.
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void work(SpanWriter writer) {
    try {
      for (List<Span> spans = next(); !spans.isEmpty(); spans = next()) {
        store(writer, spans);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void store(SpanWriter writer, List<Span> spans) {
    try {
      writer.write(spans);
      stored.add(spans.size());
    } catch (StorageUnavailableException e) {
      // It is busy with what matters more.
      notStored.add(spans.size());
    } catch (RuntimeException e) {
      notStored.add(spans.size());
      failures.add(LOG, "storing Skep's own spans", e);
    }
  }

  /// All that waits, a moment after the first of it came; nothing at the end.
  private synchronized List<Span> next() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    long end = System.nanoTime() + GATHERING_NANOS;
    for (long left = GATHERING_NANOS; !closed && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    List<Span> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
