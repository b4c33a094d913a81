package dev.skep.persistence.live;

import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The traces of a [LiveIndex], with the sums of their spans. They are numbered from 0 on in the
/// order in which they were added.
public final class TraceTable {
  private static final int NONE = LiveIndex.NONE;

  private final long seed;
  private final GrowingLongs high = new GrowingLongs();
  private final GrowingLongs low = new GrowingLongs();
  private final GrowingLongs firstStart = new GrowingLongs();
  private final GrowingLongs lastMoment = new GrowingLongs();
  private final GrowingInts spanCount = new GrowingInts();
  private final GrowingInts errorCount = new GrowingInts();
  private final HashTable numbers;
  private final Map<TraceId, Integer> irregular = new HashMap<>();
  // Read without the lock of the index.
  private final Map<Integer, TraceId> irregularIds = new ConcurrentHashMap<>();

  /// @param expected with so many traces it need not grow
  TraceTable(long seed, long expected) {
    this.seed = seed;
    numbers = new HashTable(trace -> hash(high.get(trace), low.get(trace)), expected);
  }

  // ---- Adding

  /// Counts a span in, and its trace if it is the first of it.
  ///
  /// @return the number of the trace
  int addSpan(IndexedSpan span) {
    int trace = numberOf(span.traceId());
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
      numbers.add(hash(id.high(), id.low()), trace);
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
    return trace;
  }

  /// Leaves a trace without spans, under its number.
  void empty(int trace) {
    firstStart.set(trace, Long.MAX_VALUE);
    lastMoment.set(trace, 0);
    spanCount.set(trace, 0);
    errorCount.set(trace, 0);
  }

  // ---- Reading

  /// How many there are, those without spans among them.
  public int count() {
    return high.size();
  }

  /// The number of a trace, or [LiveIndex#NONE].
  public int numberOf(TraceId id) {
    if (!id.isHex()) {
      return irregular.getOrDefault(id, NONE);
    }
    long wantedHigh = id.high();
    long wantedLow = id.low();
    int slot = numbers.slot(hash(wantedHigh, wantedLow));
    int trace = numbers.entry(slot);
    while (trace != NONE && (high.get(trace) != wantedHigh || low.get(trace) != wantedLow)) {
      slot = numbers.after(slot);
      trace = numbers.entry(slot);
    }
    return trace;
  }

  public TraceId idOf(int trace) {
    TraceId id = irregularIds.get(trace);
    return id != null ? id : TraceId.of(high.get(trace), low.get(trace));
  }

  /// Position of the first start of any span.
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

  LiveTraces.OfTraces snapshot() {
    return new LiveTraces.OfTraces(
        high.snapshot(),
        low.snapshot(),
        firstStart.snapshot(),
        lastMoment.snapshot(),
        spanCount.snapshot(),
        errorCount.snapshot(),
        irregularIds);
  }

  private long hash(long high, long low) {
    return Hash.with(Hash.with(seed, high), low);
  }
}
