package dev.skep.persistence.segment;

import dev.skep.persistence.row.SharedCache;
import dev.skep.persistence.row.StoredSpans;
import dev.skep.persistence.sqlite.Readers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.jooq.DSLContext;

/// A segment to which nothing is added any more, and which has its tables and indexes to search by.
/// Its file is opened when it is first read.
public final class SealedSegment implements Segment {
  private final long number;
  private final Path file;
  private final SegmentFacts facts;
  private final Readers readers;
  private final SharedCache cache = new SharedCache();

  SealedSegment(long number, Path file, SegmentFacts facts, Duration readingTimeLimit) {
    this.number = number;
    this.file = file;
    this.facts = facts;
    this.readers = new Readers(file, readingTimeLimit);
  }

  @Override
  public long number() {
    return number;
  }

  public Path file() {
    return file;
  }

  public SegmentFacts facts() {
    return facts;
  }

  @Override
  public <T> T read(Function<DSLContext, T> question) {
    return readers.read(question);
  }

  /// Reads spans over the connection of a [#read].
  public StoredSpans spans(DSLContext sql) {
    return new StoredSpans(sql, cache);
  }

  @Override
  public void close() throws SQLException {
    readers.close();
  }
}
