package dev.skep.persistence.segment;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.row.SharedCache;
import dev.skep.persistence.row.StoredSpans;
import dev.skep.persistence.sqlite.Readers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;

/// A segment to which nothing is added any more, and which has its tables and indexes to search by.
/// Its file is opened when it is first read.
public final class SealedSegment implements Segment {
  private final long number;
  private final Path file;
  private final long sealedUnixNano;
  private final SegmentFacts facts;
  private final Readers readers;
  private final SharedCache cache = new SharedCache();

  SealedSegment(
      long number, Path file, long sealedUnixNano, SegmentFacts facts, Duration readingTimeLimit) {
    this.number = number;
    this.file = file;
    this.sealedUnixNano = sealedUnixNano;
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

  /// When it was sealed, in nanoseconds since 1970.
  long sealedUnixNano() {
    return sealedUnixNano;
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

  /// The spans of a trace in this segment.
  public List<Span> spansOf(TraceId traceId) {
    return read(sql -> spans(sql).spans(rowIds(sql, traceId)));
  }

  /// The ids of the rows of a trace, in ascending order.
  static long[] rowIds(DSLContext sql, TraceId traceId) {
    // Kept as the first one and then the differences.
    return sql
        .fetch(
            "SELECT sum(value) OVER (ORDER BY key) FROM traces, json_each(span_ids)"
                + " WHERE trace_id = ?",
            IdBytes.of(traceId))
        .stream()
        .mapToLong(row -> row.get(0, Long.class))
        .toArray();
  }

  @Override
  public void close() throws SQLException {
    readers.close();
  }
}
