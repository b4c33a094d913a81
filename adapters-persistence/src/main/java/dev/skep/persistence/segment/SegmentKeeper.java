package dev.skep.persistence.segment;

import java.lang.System.Logger;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Looks after segments in the background: closes and seals the full ones.
public final class SegmentKeeper implements AutoCloseable {
  private static final Logger LOG = System.getLogger(SegmentKeeper.class.getName());

  private final Segments segments;
  private final BlockingQueue<Duty> duties = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  private SegmentKeeper(Segments segments) {
    this.segments = segments;
    this.thread = Thread.ofPlatform().name("segment-keeper").unstarted(this::work);
  }

  public static SegmentKeeper start(Segments segments) {
    var keeper = new SegmentKeeper(segments);
    keeper.thread.start();
    return keeper;
  }

  /// Takes over a segment that nothing more is written to.
  ///
  /// @param writer the connection that wrote to it
  public void full(SegmentWriter writer) {
    duties.add(writer::close);
  }

  /// Finishes what is being done; the rest is done after the next start.
  @Override
  public void close() {
    closing = true;
    duties.add(() -> {});
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

  private void work() {
    try {
      while (!closing) {
        perform(duties.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void perform(Duty duty) {
    try {
      duty.perform();
    } catch (SQLException | RuntimeException e) {
      LOG.log(Logger.Level.WARNING, "A segment could not be looked after.", e);
    }
  }

  private interface Duty {
    void perform() throws SQLException;
  }
}
