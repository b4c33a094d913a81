package dev.skep.persistence.live;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.persistence.rollup.OpenSpans;
import dev.skep.persistence.row.Hash;
import dev.skep.persistence.row.TermList;

/// The spans of a [LiveIndex], and which of them a trace has. They are numbered by their row id
/// minus one; traces as in [TraceTable].
public final class SpanTable implements OpenSpans {
  private static final int NONE = LiveIndex.NONE;

  private final long seed;
  private final GrowingInts traceOf = new GrowingInts();
  // Those of errors are negative: ~ of their number.
  private final GrowingInts operationOf = new GrowingInts();
  private final GrowingInts resourceOf = new GrowingInts();
  private final GrowingInts idHashOf = new GrowingInts();
  // 0 where there is no parent.
  private final GrowingInts parentHashOf = new GrowingInts();
  private final GrowingLongs fingerprintOf = new GrowingLongs();
  private final HashTable ids;
  // Only of spans whose id an earlier one of their trace has: nearly none.
  private final HashTable fingerprints;

  // The spans of a trace: the latest, and from each the one before it.
  private final GrowingInts latestOfTrace = new GrowingInts();
  private final GrowingInts previous = new GrowingInts();

  private final GrowingInts termsEnd = new GrowingInts();
  private final GrowingInts terms = new GrowingInts();

  /// @param expected with so many spans it need not grow
  SpanTable(long seed, long expected) {
    this.seed = seed;
    ids = new HashTable(span -> hash(traceOf.get(span), idHashOf.get(span)), expected);
    fingerprints = new HashTable(fingerprintOf::get);
  }

  // ---- Adding

  /// Adds the next span.
  ///
  /// @param trace one that has spans here, or the one whose number comes next
  /// @return its number
  int add(int trace, IndexedSpan span, TermList terms) {
    if (trace == latestOfTrace.size()) {
      latestOfTrace.add(NONE);
    }
    int number = traceOf.size();
    traceOf.add(trace);
    operationOf.add(span.error() ? ~span.operationId() : span.operationId());
    resourceOf.add(span.resourceId());
    previous.add(latestOfTrace.get(trace));
    latestOfTrace.set(trace, number);
    int idHash = idHash(span.spanId());
    idHashOf.add(idHash);
    parentHashOf.add(span.parent() instanceof Parent.Of(SpanId parent) ? idHash(parent) : 0);
    fingerprintOf.add(span.fingerprint());
    // Only the first of those that share an id, so that no sender can make a long way of it.
    if (span(trace, idHash) == NONE) {
      ids.add(hash(trace, idHash), number);
    } else {
      fingerprints.add(span.fingerprint(), number);
    }
    for (int i = 0; i < terms.size(); i++) {
      this.terms.add(terms.get(i));
    }
    termsEnd.add(this.terms.size());
    return number;
  }

  /// Gives the next number to nobody: its span was deleted.
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

  /// Forgets the spans of a trace. Nobody else gets their numbers.
  void removeAllOf(int trace) {
    for (int span = latestOfTrace.get(trace); span != NONE; span = previous.get(span)) {
      traceOf.set(span, NONE);
    }
    latestOfTrace.set(trace, NONE);
  }

  // ---- One span

  /// How many numbers were given.
  @Override
  public int count() {
    return traceOf.size();
  }

  /// The trace of a span; [LiveIndex#NONE] of one that was deleted.
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

  /// Whether a span has no parent in its trace.
  public boolean isTop(int span) {
    int parentHash = parentHashOf.get(span);
    return parentHash == 0 || span(traceOf.get(span), parentHash) == NONE;
  }

  long fingerprint(int span) {
    return fingerprintOf.get(span);
  }

  /// Where the terms of a span begin among all; they end where those of the next one begin.
  public int termsStart(int span) {
    return span == 0 ? 0 : termsEnd.get(span - 1);
  }

  /// One of all terms.
  public int term(int at) {
    return terms.get(at);
  }

  // ---- The spans of a trace

  /// A span of this trace with this id, or [LiveIndex#NONE]; the first if there are several.
  @Override
  public int span(int trace, SpanId id) {
    return span(trace, idHash(id));
  }

  private int span(int trace, int idHash) {
    int slot = ids.slot(hash(trace, idHash));
    int span = ids.entry(slot);
    while (span != NONE && (idHashOf.get(span) != idHash || traceOf.get(span) != trace)) {
      slot = ids.after(slot);
      span = ids.entry(slot);
    }
    return span;
  }

  /// A span of this trace with this id and fingerprint, or [LiveIndex#NONE].
  int spanLike(int trace, SpanId id, long fingerprint) {
    int first = span(trace, id);
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

  /// Copies the spans of a trace, in ascending order, before a place of an array.
  public void copySpans(int trace, int[] into, int end) {
    int at = end;
    for (int span = latestOfTrace.get(trace); span != NONE; span = previous.get(span)) {
      into[--at] = span;
    }
  }

  /// The row ids of a trace that has so many spans, in ascending order.
  long[] rowIds(int trace, int count) {
    long[] rows = new long[count];
    int span = latestOfTrace.get(trace);
    for (int i = rows.length - 1; i >= 0; i--) {
      rows[i] = span + 1L;
      span = previous.get(span);
    }
    return rows;
  }

  LiveTraces.OfSpans snapshot() {
    return new LiveTraces.OfSpans(
        traceOf.snapshot(),
        operationOf.snapshot(),
        resourceOf.snapshot(),
        termsEnd.snapshot(),
        terms.snapshot());
  }

  private long hash(int trace, int idHash) {
    return Hash.with(seed, ((long) trace << 32) ^ idHash);
  }

  /// Never 0.
  private int idHash(SpanId id) {
    long hash = id.isHex() ? Hash.with(seed, id.bits()) : Hash.with(seed, id.value());
    return Math.max(1, Long.hashCode(hash) & Integer.MAX_VALUE);
  }
}
