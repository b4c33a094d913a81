package dev.skep.persistence.write;

import dev.skep.application.Latencies;
import dev.skep.application.LatencyFigures;
import dev.skep.application.StorageUnavailableException;
import dev.skep.application.WriteResult;
import dev.skep.persistence.segment.Rolling;
import dev.skep.persistence.segment.SegmentWriter;
import dev.skep.persistence.segment.Threads;
import dev.skep.persistence.sqlite.Trouble;
import dev.skep.persistence.write.WriteQueue.Next.End;
import dev.skep.persistence.write.WriteQueue.Next.Group;
import dev.skep.persistence.write.WriteQueue.Next.Idle;
import dev.skep.persistence.write.WriteQueue.Next.Single;
import dev.skep.persistence.write.WriteTask.Batch;
import dev.skep.persistence.write.WriteTask.Errand;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The writer thread, the only one that writes. It commits all batches that have come while it was
/// busy in one transaction, and only then lets their senders go on: the price of a synced commit is
/// paid once per group, and a full batch of senders needs no more of them than a single one.
public final class SpanWriting implements AutoCloseable {
  private final WriteQueue queue;
  private final Rolling rolling;
  private final Thread thread;
  // Only the writer thread touches this.
  private @Nullable SegmentWriter segment;
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong transactions = new AtomicLong();
  private final Latencies commits = new Latencies();

  private SpanWriting(WriteQueue queue, Rolling rolling) {
    this.queue = queue;
    this.rolling = rolling;
    this.thread = Thread.ofPlatform().name("span-writer").unstarted(this::work);
  }

  /// Starts the thread. It opens its connection by itself, meanwhile the caller can go on: loading
  /// jOOQ, which that needs, takes longer than all the rest of a start.
  public static SpanWriting start(WriteQueue queue, Rolling rolling) {
    SpanWriting writing = new SpanWriting(queue, rolling);
    writing.thread.start();
    return writing;
  }

  /// Does the task on the writer thread and waits for it.
  ///
  /// @throws StorageUnavailableException if it could not be done
  public <T> T perform(WriteTask<T> task) {
    queue.add(task);
    return task.await();
  }

  /// How many spans wait to be stored.
  public int waitingSpans() {
    return queue.waitingSpans();
  }

  /// How long the first of what waits has waited.
  public Duration longestWait() {
    return queue.longestWait();
  }

  /// How long transactions took, from their first row to the end of their sync.
  public LatencyFigures commits() {
    return commits.figures();
  }

  /// How many batches were stored.
  public long batches() {
    return batches.get();
  }

  /// In how many transactions.
  public long transactions() {
    return transactions.get();
  }

  /// Takes nothing more, does what waits, and closes the connection.
  @Override
  public void close() {
    queue.close();
    Threads.awaitEnd(thread);
  }

  private void work() {
    try {
      openSegment();
      while (true) {
        switch (queue.take()) {
          case Group(List<Batch> group) -> store(group);
          case Single(Errand errand) -> run(errand);
          case Idle() -> tidyUp();
          case End() -> {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      // Nobody has this thread to interrupt it; if it happens, it ends as below.
      Thread.currentThread().interrupt();
    } finally {
      queue.abandon();
      closeSegment();
    }
  }

  private void store(List<Batch> group) {
    try {
      long begin = System.nanoTime();
      List<WriteResult> results = segment().write(group.stream().map(Batch::spans).toList());
      commits.add(System.nanoTime() - begin);
      batches.addAndGet(group.size());
      transactions.incrementAndGet();
      for (int i = 0; i < results.size(); i++) {
        group.get(i).succeed(results.get(i));
      }
    } catch (SQLException | RuntimeException | StackOverflowError e) {
      // A value that is nested too deep overflows the stack: that is the fault of the data, and
      // when it is caught here the stack is as it was.
      Trouble trouble = Trouble.of(e);
      if (trouble == Trouble.DATA && group.size() > 1) {
        // The fault of one batch is not to harm the others.
        closeSegment();
        group.forEach(batch -> store(List.of(batch)));
      } else {
        giveUp(group, trouble, e);
      }
      return;
    } catch (Error e) {
      giveUp(group, Trouble.BROKEN, e);
      throw e;
    }
    tidyUp();
  }

  private void run(Errand errand) {
    try {
      errand.run(segment());
      errand.succeed(true);
    } catch (SQLException | RuntimeException e) {
      giveUp(List.of(errand), Trouble.of(e), e);
    } catch (Error e) {
      giveUp(List.of(errand), Trouble.BROKEN, e);
      throw e;
    }
  }

  private void tidyUp() {
    try {
      segment().checkpointIfLong();
      if (rolling.isFull(segment())) {
        roll();
      }
    } catch (SQLException e) {
      // All is stored. If the file is really broken, the next batch will find out.
      closeSegment();
    }
  }

  private void roll() throws SQLException {
    segment = rolling.roll(segment());
  }

  private void giveUp(List<? extends WriteTask<?>> tasks, Trouble trouble, Throwable cause) {
    // The index has spans that the file has not, or the connection is lost.
    closeSegment();
    var reason = new StorageUnavailableException(trouble.message(), cause);
    tasks.forEach(task -> task.fail(reason));
  }

  private void openSegment() {
    try {
      segment();
    } catch (SQLException | RuntimeException e) {
      // The first batch tries again, and its sender hears of it.
    }
  }

  private SegmentWriter segment() throws SQLException {
    if (segment == null) {
      segment = rolling.openWriter();
    }
    return segment;
  }

  private void closeSegment() {
    SegmentWriter closing = segment;
    segment = null;
    if (closing == null) {
      return;
    }
    try {
      closing.close();
    } catch (SQLException e) {
      // Only the log could not be emptied; the next one to open the file reads it.
    }
  }
}
