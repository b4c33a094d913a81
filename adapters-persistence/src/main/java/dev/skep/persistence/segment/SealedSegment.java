package dev.skep.persistence.segment;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.SharedCache;
import dev.skep.persistence.row.StoredSpans;
import dev.skep.persistence.sealed.SealedTraces;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.sealed.TraceIdFilter;
import dev.skep.persistence.segment.SpreadTraces.SealedPiece;
import dev.skep.persistence.sqlite.IdleConnections;
import dev.skep.persistence.sqlite.Readers;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// A segment to which nothing is added any more, and which has its tables and indexes to search by.
/// Its file is opened when it is first read.
public final class SealedSegment implements Segment {
  private final long number;
  private final Path file;
  private final long sealedUnixNano;
  private final SegmentFacts facts;
  private final Readers readers;
  private volatile boolean leaving;
  private final AtomicInteger erasures = new AtomicInteger();
  private final SharedCache cache = new SharedCache();
  // Some 200 kB, which can be read again.
  private volatile SoftReference<@Nullable TraceIdFilter> filter = new SoftReference<>(null);

  SealedSegment(
      long number,
      Path file,
      long sealedUnixNano,
      SegmentFacts facts,
      Duration readingTimeLimit,
      IdleConnections idle) {
    this.number = number;
    this.file = file;
    this.sealedUnixNano = sealedUnixNano;
    this.facts = facts;
    this.readers = new Readers(file, readingTimeLimit, idle);
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

  @Override
  public <T> T read(Duration within, Function<DSLContext, T> question) {
    return readers.read(within, question);
  }

  /// That part of a trace which lies here, if one does.
  public Optional<SealedPiece> find(TraceId id) {
    return mayContain(id) ? read(sql -> piece(traces(sql), id)) : Optional.empty();
  }

  private static Optional<SealedPiece> piece(SealedTraces traces, TraceId id) {
    OptionalInt number = traces.number(id);
    return number.isEmpty()
        ? Optional.empty()
        : traces.traces(new int[] {number.getAsInt()}).stream()
            .findFirst()
            .map(trace -> new SealedPiece(trace.number(), TraceMeasures.of(trace)));
  }

  /// The spans of a trace that have one of these ids.
  List<Span> spans(TraceId trace, Collection<SpanId> ids) {
    return read(sql -> spans(sql).spans(traces(sql).rowIds(trace), ids));
  }

  /// Notes that the segment will go: what it holds is worth storing elsewhere again.
  public void leave() {
    leaving = true;
  }

  boolean isLeaving() {
    return leaving;
  }

  /// How many times something was erased: what was remembered before that is no longer so.
  public int erasures() {
    return erasures.get();
  }

  void erased() {
    erasures.incrementAndGet();
  }

  /// Reads spans over the connection of a [#read].
  public StoredSpans spans(DSLContext sql) {
    return new StoredSpans(sql, cache);
  }

  /// The spans of a trace in this segment.
  public List<Span> spansOf(TraceId traceId) {
    return mayContain(traceId)
        ? read(sql -> spans(sql).spans(traces(sql).rowIds(traceId)))
        : List.of();
  }

  /// Reads what the segment is searched by, over the connection of a [#read].
  public SealedTraces traces(DSLContext sql) {
    return new SealedTraces(sql);
  }

  /// Whether a trace may be here; if not, it surely is not.
  public boolean mayContain(TraceId id) {
    return filter().mayContain(id);
  }

  /// Tells which traces may be here.
  TraceIdFilter filter() {
    TraceIdFilter known = filter.get();
    if (known == null) {
      known = read(sql -> traces(sql).filter());
      filter = new SoftReference<>(known);
    }
    return known;
  }

  @Override
  public void close() throws SQLException {
    readers.close();
  }
}
