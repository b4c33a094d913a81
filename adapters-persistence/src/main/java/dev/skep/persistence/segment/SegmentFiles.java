package dev.skep.persistence.segment;

import dev.skep.persistence.folder.DataFolder;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.segment.Catalogue.Entry;
import dev.skep.persistence.sqlite.IdleConnections;
import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.SqliteConnections;
import dev.skep.persistence.sqlite.StoreCannotOpenException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;

/// The files of segments: creates them, and makes segments of those that are there.
final class SegmentFiles {
  private final DataFolder folder;
  private final Duration readingTimeLimit;
  private final long seed = new SecureRandom().nextLong();
  private final IdleConnections idle = IdleConnections.forHeap(Runtime.getRuntime().maxMemory());

  SegmentFiles(DataFolder folder, Duration readingTimeLimit) {
    this.folder = folder;
    this.readingTimeLimit = readingTimeLimit;
  }

  /// Where the file of a segment is.
  Path of(Entry entry) {
    return folder.segment(entry.fileName());
  }

  /// Where the file of a segment with this number is, which need not be there.
  Path of(long number) {
    return folder.segment(Catalogue.fileName(number));
  }

  /// Creates the file of a segment that no other one comes before.
  void create(long number) throws SQLException {
    Migrations.SEGMENT.apply(folder.prepare(of(number)));
  }

  /// Creates the file of the segment that follows another one. Quicker than [#create].
  void createAfter(LiveSegment before, long number) throws SQLException {
    Migrations.SEGMENT.applyLike(before.file(), folder.prepare(of(number)));
  }

  /// A segment that is not damaged, with its file.
  ///
  /// @throws StoreCannotOpenException if the file is not what this version can read and write
  Segment open(Entry entry) {
    Path file = of(entry);
    if (entry.state() == Catalogue.State.SEALED) {
      return sealed(entry.number(), file, entry.sealedUnixNano(), entry.facts());
    }
    try {
      // The file may not be there yet: what ended in the middle of a roll had no span in it.
      folder.prepare(file);
      Migrations.SEGMENT.apply(file);
      // Whether it can be written shows now and not with the first batch.
      SqliteConnections.writing(file).close();
    } catch (SQLException e) {
      throw new StoreCannotOpenException("The file " + file + " cannot be opened.", e);
    }
    return live(entry);
  }

  /// A segment that is not sealed.
  LiveSegment live(Entry entry) {
    return new LiveSegment(
        entry.number(), of(entry), entry.createdUnixNano(), seed, readingTimeLimit, idle);
  }

  /// What a full segment is once its file is sealed.
  SealedSegment sealed(LiveSegment full, long sealedUnixNano, SegmentFacts facts) {
    return sealed(full.number(), full.file(), sealedUnixNano, facts);
  }

  private SealedSegment sealed(long number, Path file, long sealedUnixNano, SegmentFacts facts) {
    return new SealedSegment(number, file, sealedUnixNano, facts, readingTimeLimit, idle);
  }
}
