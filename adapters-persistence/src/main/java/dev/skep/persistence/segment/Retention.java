package dev.skep.persistence.segment;

import dev.skep.domain.trace.UnixNano;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps the data folder within its bounds: drops the sealed segments whose spans are all too old,
/// and as many more, oldest first, as it takes to stay under the cap. Looks at the disk, too.
public final class Retention {
  private static final Logger LOG = System.getLogger(Retention.class.getName());

  private final Segments segments;
  private final Path folder;
  private final RetentionPolicy policy;
  private final Farewell farewell;
  private final Clock clock;
  private final AtomicLong dropped = new AtomicLong();
  private volatile DiskSpace space;

  public Retention(
      Segments segments, Path folder, RetentionPolicy policy, Farewell farewell, Clock clock) {
    this.segments = segments;
    this.folder = folder;
    this.policy = policy;
    this.farewell = farewell;
    this.clock = clock;
    this.space = DiskSpace.of(folder);
  }

  /// The disk at the last look.
  public DiskSpace space() {
    return space;
  }

  /// How many segments were dropped since the start.
  public long dropped() {
    return dropped.get();
  }

  /// Whether there is room for more spans.
  public Room room() {
    if (space.isLow()) {
      return new Room.None(
          "The disk is nearly full: "
              + mebibytes(space.free())
              + " are free, and Skep leaves "
              + mebibytes(space.lowBelow())
              + " to others.");
    }
    if (space.used() > policy.maxBytes()) {
      return new Room.None(
          "TRACES_MAX_DISK is used up: "
              + mebibytes(space.used())
              + " of "
              + mebibytes(policy.maxBytes())
              + ".");
    }
    return new Room.Enough();
  }

  /// Looks, and drops what must go.
  public void apply() throws SQLException {
    space = DiskSpace.of(folder);
    for (SealedSegment segment : sealedOldestFirst()) {
      boolean expired = isExpired(segment);
      if (!expired && space.used() <= policy.highWater()) {
        return;
      }
      LOG.log(
          Logger.Level.INFO,
          "Dropping segment "
              + segment.number()
              + " with "
              + segment.facts().spanCount()
              + " spans: "
              + (expired
                  ? "all are older than " + policy.age().toDays() + " days."
                  : mebibytes(space.used()) + " are in use."));
      farewell.beforeDrop(segment);
      segments.drop(segment);
      dropped.incrementAndGet();
      space = DiskSpace.of(folder);
    }
  }

  private List<SealedSegment> sealedOldestFirst() {
    try (SegmentsView view = segments.view()) {
      return view.segments().stream()
          .filter(SealedSegment.class::isInstance)
          .map(SealedSegment.class::cast)
          .sorted(Comparator.comparingLong(SealedSegment::number))
          .toList();
    }
  }

  private boolean isExpired(SealedSegment segment) {
    long limit = UnixNano.of(clock.instant()) - UnixNano.nanos(policy.age());
    // A span from the future does not keep its segment for ever.
    return Math.min(segment.facts().lastMoment(), segment.sealedUnixNano()) < limit;
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  /// What is done before a segment goes.
  public interface Farewell {
    /// Called before a segment is removed.
    ///
    /// @throws SQLException if it could not be done; then the segment stays
    void beforeDrop(SealedSegment segment) throws SQLException;
  }

  /// Whether spans can be taken in.
  public sealed interface Room {
    record Enough() implements Room {}

    /// There is none.
    ///
    /// @param reason may be shown to a caller
    record None(String reason) implements Room {}
  }
}
