package dev.skep.persistence.segment;

import dev.skep.application.FailureLog;
import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.WorkObserver;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.sealing.Pace;
import dev.skep.persistence.sealing.Sealing;
import dev.skep.persistence.sqlite.Trouble;
import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks after segments in the background, one thing after the other: closes and seals the full
/// ones, and drops the old ones.
public final class SegmentKeeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(SegmentKeeper.class.getName());
  private static final long MILLIS_BETWEEN_LOOKS = 500;
  private static final long MOST_SECONDS_FOR_A_DUTY = 60;
  private static final long NANOS_BETWEEN_CHANCES = 60_000_000_000L;
  // The first spans of a segment take the longest: its words are new, and its file grows from
  // nothing. A large one that is to be sealed lets them pass.
  private static final Duration AFTER_A_ROLL = Duration.ofSeconds(1);
  private static final int SPANS_SEALED_AT_ONCE = 50_000;

  private final Segments segments;
  private final Duty retention;
  private final WorkObserver observer;
  private final BlockingQueue<Duty> duties = new LinkedBlockingQueue<>();
  private final FailureLog failures = new FailureLog(System::nanoTime);
  private final Thread thread;
  private volatile boolean closing;
  // Only the thread touches this.
  private long sealAgain = System.nanoTime();

  private SegmentKeeper(Segments segments, Duty retention, WorkObserver observer) {
    this.segments = segments;
    this.retention = retention;
    this.observer = observer;
    this.thread = Thread.ofPlatform().name("segment-keeper").unstarted(this::work);
  }

  /// Starts the thread.
  ///
  /// @param retention drops what must go
  /// @param observer hears of each segment that is sealed, as a job of the name `seal`
  public static SegmentKeeper start(Segments segments, Duty retention, WorkObserver observer) {
    var keeper = new SegmentKeeper(segments, retention, observer);
    segments.rolling().whenFull(() -> keeper.duties.add(keeper::lookAround));
    keeper.thread.start();
    return keeper;
  }

  /// Does something between two other things, and waits for it.
  ///
  /// @throws StorageUnavailableException if it fails or cannot be done soon
  public <T> T perform(Work<T> work) {
    var result = new CompletableFuture<T>();
    duties.add(() -> {
      try {
        result.complete(work.perform());
      } catch (SQLException | RuntimeException e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get(MOST_SECONDS_FOR_A_DUTY, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException("The request was given up.", e);
    } catch (TimeoutException | ExecutionException e) {
      throw new StorageUnavailableException("The store could not do it.", e);
    }
  }

  /// Seals all segments that are full now, and waits until it is done.
  ///
  /// @throws StorageUnavailableException if it fails or cannot be done soon
  public void sealAll() {
    perform(() -> {
      segments.rolling().closeFullWriters();
      for (var full = segments.nextToSeal(); full.isPresent(); full = segments.nextToSeal()) {
        seal(full.get(), Pace.UNRESTING);
      }
      return true;
    });
  }

  /// Finishes what is being done; the rest is done after the next start.
  @Override
  public void close() {
    closing = true;
    duties.add(() -> {});
    Threads.awaitEnd(thread);
  }

  private void work() {
    try {
      while (!closing) {
        Duty next = duties.poll(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        perform(next == null ? this::lookAround : next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAround() throws SQLException {
    sealFull();
    retention.perform();
  }

  /// Seals the oldest full segment once it is due. One that could not be sealed gets another chance
  /// later.
  private void sealFull() throws SQLException {
    segments.rolling().closeFullWriters();
    Optional<LiveSegment> full = segments.nextToSeal();
    if (full.isEmpty() || System.nanoTime() - sealAgain < 0 || !segments.rolling().isSealingDue()) {
      return;
    }
    var pace = new Pace(() -> closing || segments.rolling().isSealingAwaited());
    if (full.get().isLoaded() && full.get().index().spans().count() > SPANS_SEALED_AT_ONCE) {
      pace.pause(AFTER_A_ROLL);
    }
    try {
      seal(full.get(), pace);
    } catch (SQLException | RuntimeException e) {
      sealAgain = System.nanoTime() + NANOS_BETWEEN_CHANCES;
      failures.add(LOG, "sealing a segment", e);
    }
  }

  private void seal(LiveSegment full, Pace pace) throws SQLException {
    observer.job("seal", () -> sealed(full, pace));
  }

  private String sealed(LiveSegment full, Pace pace) throws SQLException {
    long number = full.number();
    Optional<SegmentFacts> facts;
    try {
      LiveIndex index = observer.segment("load index", number, full::loaded);
      facts =
          observer.segment(
              "write lists", number, () -> Sealing.seal(full.file(), index, pace, () -> closing));
    } catch (SQLException e) {
      if (Trouble.of(e) != Trouble.DAMAGED) {
        throw e;
      }
      segments.setAside(full, e);
      return "segment " + number + " is damaged";
    }
    if (facts.isEmpty()) {
      return "segment " + number + " left for the next start";
    }
    observer.segment(
        "exchange segment",
        number,
        () -> {
          segments.sealed(full, facts.get());
          return true;
        });
    return "segment " + number + ", " + facts.get().spanCount() + " spans";
  }

  private void perform(Duty duty) {
    try {
      duty.perform();
    } catch (SQLException | RuntimeException e) {
      failures.add(LOG, "looking after segments", e);
    }
  }

  /// Something to be done in the background.
  public interface Duty {
    void perform() throws SQLException;
  }

  /// Something to be done in the background that somebody waits for.
  public interface Work<T> {
    T perform() throws SQLException;
  }
}
