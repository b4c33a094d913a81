package dev.skep.persistence.segment;

import dev.skep.application.port.WorkObserver;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.folder.DiskSpace;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps the data folder within its bounds: drops the sealed segments whose spans are all too old,
/// and as many more, oldest first, as it takes to stay under the cap. Looks at the disk, too.
public final class Retention {
  private static final Logger LOG = System.getLogger(Retention.class.getName());

  private static final Duration BETWEEN_TELLING = Duration.ofMinutes(1);

  private final Segments segments;
  private final Path folder;
  private final RetentionPolicy policy;
  private final Farewell farewell;
  private final WorkObserver observer;
  private final Clock clock;
  private final AtomicLong dropped = new AtomicLong();
  private volatile DiskSpace space;
  // Only one thread applies.
  private Instant told = Instant.EPOCH;

  public Retention(
      Segments segments,
      Path folder,
      RetentionPolicy policy,
      Farewell farewell,
      WorkObserver observer,
      Clock clock) {
    this.segments = segments;
    this.folder = folder;
    this.policy = policy;
    this.farewell = farewell;
    this.observer = observer;
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

  /// Whether there is room for more spans, looked up anew.
  public Room roomNow() {
    space = DiskSpace.of(folder);
    return room();
  }

  /// Looks, and drops what must go, as a job of the name `retention`. Looks that find nothing to
  /// drop are many, and only one in a while is told of.
  public void apply() throws SQLException {
    space = DiskSpace.of(folder);
    boolean due = sealedOldestFirst().stream().findFirst().filter(this::mustGo).isPresent();
    Instant now = clock.instant();
    if (due || Duration.between(told, now).abs().compareTo(BETWEEN_TELLING) >= 0) {
      told = now;
      observer.job("retention", this::drop);
    }
  }

  private String drop() throws SQLException {
    long before = space.used();
    int count = 0;
    for (SealedSegment segment : sealedOldestFirst()) {
      if (!mustGo(segment)) {
        break;
      }
      observer.segment("drop segment", segment.number(), () -> drop(segment));
      count++;
    }
    return count == 0
        ? "nothing to drop"
        : "dropped "
            + count
            + (count == 1 ? " segment, " : " segments, ")
            + mebibytes(before - space.used());
  }

  private boolean mustGo(SealedSegment segment) {
    return isExpired(segment) || space.used() > policy.highWater();
  }

  private boolean drop(SealedSegment segment) throws SQLException {
    LOG.log(
        Logger.Level.INFO,
        "Dropping segment "
            + segment.number()
            + " with "
            + segment.facts().spanCount()
            + " spans: "
            + (isExpired(segment)
                ? "all are older than " + policy.age().toDays() + " days."
                : mebibytes(space.used()) + " are in use."));
    farewell.beforeDrop(segment);
    segments.drop(segment);
    dropped.incrementAndGet();
    space = DiskSpace.of(folder);
    return true;
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
