package dev.skep.persistence.live;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.TermList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// What is known, in memory, of a segment that is not sealed: for that, a file would need indexes
/// that cost more than all the rest of writing. Rebuilt from the rows when a segment is opened.
///
/// Traces are numbered in the order of their first row (`trace`), spans by their row id minus one
/// (`span`). Some 75 bytes a span.
///
/// The writer thread adds, holding [#writing]; everybody else reads, holding [#reading]. Spans
/// appear here a moment before their commit, so that a batch sees itself; whoever shows them reads
/// their rows, and there they appear with the commit.
public final class LiveIndex {
  /// No such trace or span.
  public static final int NONE = HashTable.NONE;

  // Of most traces; with more traces than that the table grows.
  private static final int FEWEST_SPANS_OF_A_TRACE = 4;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final long seed;
  private final TraceTable traces;
  private final SpanTable spans;

  /// @param seed not the same in two processes, so that nobody can choose ids that meet
  public LiveIndex(long seed) {
    this(seed, 0);
  }

  private LiveIndex(long seed, long expected) {
    this.seed = seed;
    traces = new TraceTable(seed, expected / FEWEST_SPANS_OF_A_TRACE);
    spans = new SpanTable(seed, expected);
  }

  /// An empty one that will soon have so many spans.
  static LiveIndex forSpans(long seed, long expected) {
    return new LiveIndex(seed, expected);
  }

  /// A number that fingerprints begin with.
  public long seed() {
    return seed;
  }

  /// Held by who reads. Briefly: the writer waits meanwhile.
  public Lock reading() {
    return lock.readLock();
  }

  /// Held by the writer while it adds.
  public Lock writing() {
    return lock.writeLock();
  }

  // ---- For who holds the lock, or is the writer, or knows that nothing is added any more

  public TraceTable traces() {
    return traces;
  }

  public SpanTable spans() {
    return spans;
  }

  /// Adds the next row.
  ///
  /// @param terms of its attributes: an id in `terms`, or those of [TermList] for an attribute that
  ///   has none
  /// @return the number of the span
  public int add(IndexedSpan span, TermList terms) {
    return spans.add(traces.addSpan(span), span, terms);
  }

  /// Adds a row that is not there: its span was deleted.
  void addNothing() {
    spans.addNothing();
  }

  /// Forgets a trace whose rows were deleted. Its number stays, with no spans.
  public void remove(int trace) {
    spans.removeAllOf(trace);
    traces.empty(trace);
  }

  /// A span of this trace with this id and fingerprint, or [#NONE].
  public int spanLike(TraceId id, SpanId span, long fingerprint) {
    int trace = traces.numberOf(id);
    return trace == NONE ? NONE : spans.spanLike(trace, span, fingerprint);
  }

  /// The row ids of a trace, in ascending order.
  public long[] rowIds(int trace) {
    return spans.rowIds(trace, traces.spanCount(trace));
  }

  // ---- For everybody; the lock is taken for a moment

  /// The traces as they are now.
  public LiveTraces snapshot() {
    reading().lock();
    try {
      return new LiveTraces(traces.snapshot(), spans.snapshot());
    } finally {
      reading().unlock();
    }
  }

  /// The row ids of each of these traces, in ascending order.
  public long[][] rowIds(int[] traces) {
    reading().lock();
    try {
      long[][] rows = new long[traces.length][];
      for (int i = 0; i < traces.length; i++) {
        rows[i] = rowIds(traces[i]);
      }
      return rows;
    } finally {
      reading().unlock();
    }
  }

  /// The number of a trace, or [#NONE].
  public int find(TraceId id) {
    reading().lock();
    try {
      return traces.numberOf(id);
    } finally {
      reading().unlock();
    }
  }

  /// Whether a trace has a span with this id.
  public boolean has(int trace, SpanId id) {
    reading().lock();
    try {
      return spans.span(trace, id) != NONE;
    } finally {
      reading().unlock();
    }
  }
}
