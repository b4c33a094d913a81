package dev.skep.persistence.segment;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.rollup.OpenSpans;
import dev.skep.persistence.row.Hash;
import dev.skep.persistence.row.TermList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
public final class LiveIndex implements OpenSpans {
  /// No such trace or span.
  public static final int NONE = HashTable.NONE;

  // Of most traces; with more of them than that a table grows.
  private static final int FEWEST_SPANS_OF_A_TRACE = 4;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  // Not the same in two processes, so that nobody can choose ids that meet.
  private final long seed;

  private final GrowingLongs high = new GrowingLongs();
  private final GrowingLongs low = new GrowingLongs();
  private final GrowingLongs firstStart = new GrowingLongs();
  private final GrowingLongs lastMoment = new GrowingLongs();
  private final GrowingInts spanCount = new GrowingInts();
  private final GrowingInts errorCount = new GrowingInts();
  private final GrowingInts latestSpan = new GrowingInts();
  private final HashTable traces;
  private final Map<TraceId, Integer> irregular = new HashMap<>();
  // Read without the lock.
  private final Map<Integer, TraceId> irregularIds = new ConcurrentHashMap<>();

  private final GrowingInts traceOf = new GrowingInts();
  private final GrowingInts operationOf = new GrowingInts();
  private final GrowingInts resourceOf = new GrowingInts();
  private final GrowingInts previous = new GrowingInts();
  private final GrowingInts idHashOf = new GrowingInts();
  // 0 where there is no parent.
  private final GrowingInts parentHashOf = new GrowingInts();
  private final GrowingLongs fingerprintOf = new GrowingLongs();
  private final HashTable ids;
  // Only of spans whose id an earlier one of their trace has: nearly none.
  private final HashTable fingerprints;

  private final GrowingInts termsEnd = new GrowingInts();
  private final GrowingInts terms = new GrowingInts();

  public LiveIndex(long seed) {
    this(seed, 0);
  }

  private LiveIndex(long seed, long spans) {
    this.seed = seed;
    traces = new HashTable(this::hashOfTrace, spans / FEWEST_SPANS_OF_A_TRACE);
    ids = new HashTable(this::hashOfSpan, spans);
    fingerprints = new HashTable(fingerprintOf::get);
  }

  /// An empty one that will soon have so many spans.
  static LiveIndex forSpans(long seed, long spans) {
    return new LiveIndex(seed, spans);
  }

  /// Held by who reads. Briefly: the writer waits meanwhile.
  public Lock reading() {
    return lock.readLock();
  }

  /// Held by the writer while it adds.
  public Lock writing() {
    return lock.writeLock();
  }

  // ---- Adding

  /// Adds the next row.
  ///
  /// @param terms of its attributes: an id in `terms`, or those of [TermList] for an attribute that
  ///   has none
  /// @return the number of the span
  public int add(IndexedSpan span, TermList terms) {
    int trace = traceFor(span);
    int number = traceOf.size();
    traceOf.add(trace);
    operationOf.add(span.error() ? ~span.operationId() : span.operationId());
    resourceOf.add(span.resourceId());
    previous.add(latestSpan.get(trace));
    latestSpan.set(trace, number);
    int idHash = idHash(span.spanId());
    idHashOf.add(idHash);
    parentHashOf.add(span.parent() instanceof Parent.Of(SpanId parent) ? idHash(parent) : 0);
    fingerprintOf.add(span.fingerprint());
    // Only the first of those that share an id, so that no sender can make a long way of it.
    if (span(trace, idHash) == NONE) {
      ids.add(hashOfSpan(trace, idHash), number);
    } else {
      fingerprints.add(span.fingerprint(), number);
    }
    for (int i = 0; i < terms.size(); i++) {
      this.terms.add(terms.get(i));
    }
    termsEnd.add(this.terms.size());
    return number;
  }

  /// Adds a row that is not there: its span was deleted.
  void addNothing() {
    traceOf.add(NONE);
    operationOf.add(0);
    resourceOf.add(0);
    previous.add(NONE);
    idHashOf.add(0);
    parentHashOf.add(0);
    fingerprintOf.add(0);
    termsEnd.add(terms.size());
  }

  /// Forgets a trace whose rows were deleted. Its number stays, with no spans.
  void remove(int trace) {
    for (int span = latestSpan.get(trace); span != NONE; span = previous.get(span)) {
      traceOf.set(span, NONE);
    }
    latestSpan.set(trace, NONE);
    firstStart.set(trace, Long.MAX_VALUE);
    lastMoment.set(trace, 0);
    spanCount.set(trace, 0);
    errorCount.set(trace, 0);
  }

  private int traceFor(IndexedSpan span) {
    int trace = trace(span.traceId());
    if (trace == NONE) {
      return addTrace(span);
    }
    firstStart.set(trace, Math.min(firstStart.get(trace), span.start()));
    lastMoment.set(trace, Math.max(lastMoment.get(trace), span.lastMoment()));
    spanCount.set(trace, spanCount.get(trace) + 1);
    errorCount.set(trace, errorCount.get(trace) + (span.error() ? 1 : 0));
    return trace;
  }

  private int addTrace(IndexedSpan span) {
    int trace = high.size();
    TraceId id = span.traceId();
    if (id.isHex()) {
      high.add(id.high());
      low.add(id.low());
      traces.add(hashOfTrace(trace), trace);
    } else {
      high.add(0);
      low.add(0);
      irregular.put(id, trace);
      irregularIds.put(trace, id);
    }
    firstStart.add(span.start());
    lastMoment.add(span.lastMoment());
    spanCount.add(1);
    errorCount.add(span.error() ? 1 : 0);
    latestSpan.add(NONE);
    return trace;
  }

  // ---- Reading without making the writer wait

  /// The traces as they are now. Takes the lock for a moment only.
  public LiveTraces snapshot() {
    reading().lock();
    try {
      return new LiveTraces(
          new LiveTraces.OfTraces(
              high.snapshot(),
              low.snapshot(),
              firstStart.snapshot(),
              lastMoment.snapshot(),
              spanCount.snapshot(),
              errorCount.snapshot(),
              irregularIds),
          new LiveTraces.OfSpans(
              traceOf.snapshot(),
              operationOf.snapshot(),
              resourceOf.snapshot(),
              termsEnd.snapshot(),
              terms.snapshot()));
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

  /// The number of a trace, or [#NONE]; for those who do not hold the lock.
  public int find(TraceId id) {
    reading().lock();
    try {
      return trace(id);
    } finally {
      reading().unlock();
    }
  }

  /// Whether a trace has a span with this id; for those who do not hold the lock.
  public boolean has(int trace, SpanId id) {
    reading().lock();
    try {
      return span(trace, id) != NONE;
    } finally {
      reading().unlock();
    }
  }

  // ---- Traces

  public int traceCount() {
    return high.size();
  }

  /// The number of a trace, or [#NONE].
  public int trace(TraceId id) {
    if (!id.isHex()) {
      return irregular.getOrDefault(id, NONE);
    }
    long wantedHigh = id.high();
    long wantedLow = id.low();
    int slot = traces.slot(hashOfTrace(wantedHigh, wantedLow));
    int trace = traces.entry(slot);
    while (trace != NONE && (high.get(trace) != wantedHigh || low.get(trace) != wantedLow)) {
      slot = traces.after(slot);
      trace = traces.entry(slot);
    }
    return trace;
  }

  public TraceId traceId(int trace) {
    TraceId id = irregularIds.get(trace);
    return id != null ? id : TraceId.of(high.get(trace), low.get(trace));
  }

  /// Position of the first start of any span; see `UnixNano.position`.
  public long start(int trace) {
    return firstStart.get(trace);
  }

  /// Last moment of any span minus first start, in nanoseconds.
  public long duration(int trace) {
    return lastMoment.get(trace) - firstStart.get(trace);
  }

  /// How many spans a trace has; none when it was deleted.
  public int spanCount(int trace) {
    return spanCount.get(trace);
  }

  public int errorCount(int trace) {
    return errorCount.get(trace);
  }

  /// The row ids of a trace, in ascending order.
  public long[] rowIds(int trace) {
    long[] rows = new long[spanCount.get(trace)];
    int span = latestSpan.get(trace);
    for (int i = rows.length - 1; i >= 0; i--) {
      rows[i] = span + 1L;
      span = previous.get(span);
    }
    return rows;
  }

  /// Copies the spans of a trace, in ascending order, before a place of an array.
  public void copySpans(int trace, int[] into, int end) {
    int at = end;
    for (int span = latestSpan.get(trace); span != NONE; span = previous.get(span)) {
      into[--at] = span;
    }
  }

  // ---- Spans

  @Override
  public int spanCount() {
    return traceOf.size();
  }

  /// The trace of a span; [#NONE] of one that was deleted.
  @Override
  public int traceOf(int span) {
    return traceOf.get(span);
  }

  @Override
  public int operationOf(int span) {
    int operation = operationOf.get(span);
    return operation < 0 ? ~operation : operation;
  }

  public int resourceOf(int span) {
    return resourceOf.get(span);
  }

  public boolean isError(int span) {
    return operationOf.get(span) < 0;
  }

  /// A span of this trace with this id, or [#NONE]; the first if there are several.
  @Override
  public int span(int trace, SpanId id) {
    return span(trace, idHash(id));
  }

  /// Whether a span has no parent in its trace.
  public boolean isTop(int span) {
    int parentHash = parentHashOf.get(span);
    return parentHash == 0 || span(traceOf.get(span), parentHash) == NONE;
  }

  private int span(int trace, int idHash) {
    int slot = ids.slot(hashOfSpan(trace, idHash));
    int span = ids.entry(slot);
    while (span != NONE && (idHashOf.get(span) != idHash || traceOf.get(span) != trace)) {
      slot = ids.after(slot);
      span = ids.entry(slot);
    }
    return span;
  }

  /// The fingerprint of a span.
  long fingerprint(int span) {
    return fingerprintOf.get(span);
  }

  /// A span of this trace with this id and fingerprint, or [#NONE].
  public int spanLike(TraceId traceId, SpanId id, long fingerprint) {
    int trace = trace(traceId);
    int first = trace == NONE ? NONE : span(trace, id);
    if (first == NONE || fingerprintOf.get(first) == fingerprint) {
      return first;
    }
    int slot = fingerprints.slot(fingerprint);
    int span = fingerprints.entry(slot);
    while (span != NONE && fingerprintOf.get(span) != fingerprint) {
      slot = fingerprints.after(slot);
      span = fingerprints.entry(slot);
    }
    return span;
  }

  /// Where the terms of a span begin among all; they end where those of the next one begin.
  public int termsStart(int span) {
    return span == 0 ? 0 : termsEnd.get(span - 1);
  }

  /// One of all terms.
  public int term(int at) {
    return terms.get(at);
  }

  /// A number that fingerprints begin with.
  public long seed() {
    return seed;
  }

  private long hashOfTrace(int trace) {
    return hashOfTrace(high.get(trace), low.get(trace));
  }

  private long hashOfTrace(long high, long low) {
    return Hash.with(Hash.with(seed, high), low);
  }

  private long hashOfSpan(int span) {
    return hashOfSpan(traceOf.get(span), idHashOf.get(span));
  }

  private long hashOfSpan(int trace, int idHash) {
    return Hash.with(seed, ((long) trace << 32) ^ idHash);
  }

  /// Never 0.
  private int idHash(SpanId id) {
    long hash = id.isHex() ? Hash.with(seed, id.bits()) : Hash.with(seed, id.value());
    return Math.max(1, Long.hashCode(hash) & Integer.MAX_VALUE);
  }

  /// What the index keeps of one span.
  ///
  /// @param start position of its start
  /// @param lastMoment position of the last moment that it covers
  /// @param fingerprint a hash of everything that is stored of it
  public record IndexedSpan(
      TraceId traceId,
      SpanId spanId,
      Parent parent,
      int operationId,
      int resourceId,
      boolean error,
      long start,
      long lastMoment,
      long fingerprint) {}
}
