package dev.skep.forward;

import dev.skep.application.Forwarding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What waits to be sent, and the count of what became of all. Holds so many bytes and no more:
/// once something found no room, all that comes is turned away until room was made. Many threads
/// add, one takes and settles.
final class ForwardQueue {
  private final long maxBytes;
  private final Deque<Chunk> waiting = new ArrayDeque<>();
  private List<Chunk> underWay = List.of();
  private long bytes;
  private long waitingSpans;
  private long queued;
  private long sent;
  private long failed;
  private long dropped;
  private boolean full;
  private boolean closed;

  ForwardQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Whether it is worth while to encode so many spans. If not, they are counted as dropped.
  synchronized boolean admits(int spans) {
    if (!full && !closed) {
      return true;
    }
    queued += spans;
    dropped += spans;
    return false;
  }

  /// Adds these, and drops those that find no room.
  synchronized void add(List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      queued += chunk.spans();
      int size = chunk.bytes().length;
      // What would not fit into an empty queue does not say that this one is full.
      full |= size <= maxBytes && bytes + size > maxBytes;
      if (full || size > maxBytes || closed) {
        dropped += chunk.spans();
        continue;
      }
      waiting.addLast(chunk);
      waitingSpans += chunk.spans();
      bytes += size;
    }
    notifyAll();
  }

  /// Counts spans that cannot be sent at all.
  synchronized void addUnsendable(int spans) {
    queued += spans;
    failed += spans;
  }

  /// Waits for something, and takes the oldest of it: about a chunk's worth, to be [#settle]d
  /// before more is taken. Nothing when all is done and no more will come.
  synchronized Optional<List<Chunk>> take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    List<Chunk> taken = new ArrayList<>();
    int size = 0;
    while (!waiting.isEmpty()
        && (taken.isEmpty() || size + waiting.getFirst().bytes().length <= Chunk.MOST_BYTES)) {
      Chunk chunk = waiting.removeFirst();
      size += chunk.bytes().length;
      taken.add(chunk);
    }
    underWay = List.copyOf(taken);
    return taken.isEmpty() ? Optional.empty() : Optional.of(underWay);
  }

  /// What was taken is done with.
  ///
  /// @param refused how many of its spans the other side did not take
  synchronized void settle(long refused) {
    long spans = forgetUnderWay();
    failed += Math.clamp(refused, 0, spans);
    sent += spans - Math.clamp(refused, 0, spans);
  }

  /// What was taken is given up.
  synchronized void drop() {
    dropped += forgetUnderWay();
  }

  /// Whether what was taken is in the way of what comes.
  synchronized boolean isFull() {
    return full;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// Waits for so long, or until it is closed.
  synchronized void pause(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /// Takes nothing more.
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /// Gives up all that is left, and says how many spans that were.
  synchronized long dropAll() {
    long before = dropped;
    dropped += forgetUnderWay();
    while (!waiting.isEmpty()) {
      dropped += forget(waiting.removeFirst());
    }
    return dropped - before;
  }

  synchronized Forwarding.On figures(String endpoint, String trouble) {
    return new Forwarding.On(
        endpoint, queued, sent, failed, dropped, waitingSpans, bytes, maxBytes, trouble);
  }

  private long forgetUnderWay() {
    long spans = underWay.stream().mapToLong(this::forget).sum();
    underWay = List.of();
    full = false;
    return spans;
  }

  private long forget(Chunk chunk) {
    bytes -= chunk.bytes().length;
    waitingSpans -= chunk.spans();
    return chunk.spans();
  }
}
