package dev.skep.persistence.segment;

import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.sqlite.Trouble;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The segment that is written to: who writes to it, when it is full, and how the next one takes
/// its place.
///
/// The writer thread opens and rolls; the keeper closes what is full.
public final class Rolling {
  private static final Duration LONGEST_WAIT_FOR_SEALING = Duration.ofSeconds(20);
  // A segment of a quarter of the size that it may have is worth sealing before it is full. When a
  // thousandth of it comes in five minutes, it would not be full for days.
  private static final int WORTH_SEALING = 4;
  private static final int TRICKLE = 1_000;
  // Whoever has filled no segment for so long is not in the middle of a flood.
  private static final long CALM_NANOS = 5_000_000_000L;

  private final Segments segments;
  private final SegmentSet members;
  private final SegmentLimits limits;
  private final Clock clock;
  private final Trickle trickle;
  private final Queue<SegmentWriter> fullWriters = new ConcurrentLinkedQueue<>();
  private volatile Runnable whenFull = () -> {};
  private volatile long lastRoll = System.nanoTime() - CALM_NANOS;

  Rolling(Segments segments, SegmentSet members, SegmentLimits limits, Clock clock) {
    this.segments = segments;
    this.members = members;
    this.limits = limits;
    this.clock = clock;
    this.trickle = new Trickle(limits.spans() / TRICKLE, clock);
  }

  /// A connection to write to the open segment. For the writer thread.
  public SegmentWriter openWriter() throws SQLException {
    loadFull();
    LiveSegment open = members.open();
    return openWriter(open, open.load());
  }

  private SegmentWriter openWriter(LiveSegment open, LiveIndex index) throws SQLException {
    OlderPieces older = segments.olderThan(open);
    open.noteOlderPieces(older);
    if (index.traces().count() > 0) {
      older.recall();
    }
    return SegmentWriter.open(open.file(), index, older);
  }

  /// After a start: what is full and not sealed has to be found by the writer and by readers.
  private void loadFull() throws SQLException {
    for (LiveSegment segment : members.full()) {
      if (segment.isLoaded()) {
        continue;
      }
      try {
        segment.loaded();
        segment.noteOlderPieces(segments.olderThan(segment));
      } catch (SQLException e) {
        if (Trouble.of(e) != Trouble.DAMAGED) {
          throw e;
        }
        segments.setAside(segment, e);
      }
    }
  }

  /// Whether the next span belongs into the next segment: the open one is full, or large enough,
  /// and hardly anything comes. Sealed, it takes no memory while nothing happens, and a start has
  /// no index to read.
  public boolean isFull(SegmentWriter writer) {
    int spans = writer.index().spans().count();
    boolean rests = trickle.isAt(spans);
    return spans >= limits.spans()
        || (spans > 0
            && (age().compareTo(limits.age()) >= 0
                || writer.bytes() >= limits.bytes()
                || (rests && spans >= limits.spans() / WORTH_SEALING)));
  }

  private Duration age() {
    return Duration.ofNanos(UnixNano.of(clock.instant()) - members.open().createdUnixNano());
  }

  /// Begins the next segment; the one before it is full. For the writer thread.
  ///
  /// @param writer the connection that wrote to the full one; others close it
  /// @return a connection to write to the new one
  public SegmentWriter roll(SegmentWriter writer) throws SQLException {
    waitForSealing();
    segments.beginAfter(members.open());
    lastRoll = System.nanoTime();
    fullWriters.add(writer);
    whenFull.run();
    LiveSegment open = members.open();
    return openWriter(open, open.begin());
  }

  /// Each segment that is not sealed takes memory. When the senders are quicker than the sealing,
  /// it is the writer that waits; then its queue fills, and they are told to come again.
  private void waitForSealing() {
    try {
      members.awaitFullBelow(limits.waiting(), LONGEST_WAIT_FOR_SEALING.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether it is time to seal what is full. While spans flood in, both cores are wanted for them,
  /// and sealing waits, until there is no room for another full segment.
  boolean isSealingDue() {
    return members.full().size() >= limits.waiting() || System.nanoTime() - lastRoll >= CALM_NANOS;
  }

  /// Whether the writer waits for a segment to be sealed.
  boolean isSealingAwaited() {
    return members.isAwaited();
  }

  /// What the writer thread is to do, in no time, when there is something to be sealed.
  void whenFull(Runnable action) {
    whenFull = action;
  }

  /// Closes the connections that wrote to segments which are full now.
  void closeFullWriters() throws SQLException {
    for (SegmentWriter w = fullWriters.poll(); w != null; w = fullWriters.poll()) {
      w.close();
    }
  }
}
