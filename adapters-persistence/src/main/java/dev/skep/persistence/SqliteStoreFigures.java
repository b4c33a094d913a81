package dev.skep.persistence;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreState;
import dev.skep.application.StoreState.Disk;
import dev.skep.application.StoreState.Keeping;
import dev.skep.application.StoreState.Queue;
import dev.skep.application.port.StoreFigures;
import dev.skep.persistence.folder.DiskSpace;
import dev.skep.persistence.segment.Retention;
import dev.skep.persistence.segment.RetentionPolicy;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.sqlite.Trouble;
import dev.skep.persistence.write.SpanWriting;
import java.sql.SQLException;

/// Reads off how the store is doing.
final class SqliteStoreFigures implements StoreFigures {
  private final Segments segments;
  private final SpanWriting writing;
  private final Retention retention;
  private final RetentionPolicy policy;
  private final int mostWaitingSpans;

  SqliteStoreFigures(
      Segments segments,
      SpanWriting writing,
      Retention retention,
      RetentionPolicy policy,
      int mostWaitingSpans) {
    this.segments = segments;
    this.writing = writing;
    this.retention = retention;
    this.policy = policy;
    this.mostWaitingSpans = mostWaitingSpans;
  }

  @Override
  public StoreState state() {
    DiskSpace space = retention.space();
    try {
      return new StoreState(
          segments.inventory(),
          new Disk(space.used(), policy.maxBytes(), space.free(), space.lowBelow()),
          new Keeping(policy.age(), segments.pins().all().size()),
          new Queue(writing.waitingSpans(), mostWaitingSpans, writing.longestWait()),
          writing.commits(),
          retention.dropped());
    } catch (SQLException e) {
      throw new StorageUnavailableException(Trouble.of(e).message(), e);
    }
  }
}
