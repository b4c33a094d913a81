package dev.skep.persistence.live;

import dev.skep.domain.trace.TraceId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/// The traces of a [LiveIndex] at one moment, for a search that must not make the writer wait. A
/// trace is a number from 0 on. What is told of a trace may include spans of a moment later.
public final class LiveTraces {
  private final OfTraces traces;
  private final OfSpans spans;

  LiveTraces(OfTraces traces, OfSpans spans) {
    this.traces = traces;
    this.spans = spans;
  }

  public int traceCount() {
    return traces.high.size();
  }

  public TraceId traceId(int trace) {
    long high = traces.high.get(trace);
    long low = traces.low.get(trace);
    TraceId irregular = (high | low) == 0 ? traces.irregular.get(trace) : null;
    return irregular != null ? irregular : TraceId.of(high, low);
  }

  /// Position of the first start of any span.
  public long start(int trace) {
    return traces.firstStart.get(trace);
  }

  /// Position of the last moment that any span covers.
  public long lastMoment(int trace) {
    return traces.lastMoment.get(trace);
  }

  public int spanCount(int trace) {
    return traces.spanCount.get(trace);
  }

  public int errorCount(int trace) {
    return traces.errorCount.get(trace);
  }

  /// The traces with a span of one of these operations.
  public BitSet withOperations(BitSet operations) {
    var found = new BitSet(traceCount());
    for (int span = 0; span < spans.traceOf.size(); span++) {
      int operation = spans.operationOf.get(span);
      int trace = spans.traceOf.get(span);
      if (operations.get(operation < 0 ? ~operation : operation) && trace >= 0) {
        found.set(trace);
      }
    }
    return found;
  }

  /// The operations of which any of these traces has a span.
  public BitSet operationsOf(BitSet wanted) {
    var found = new BitSet();
    for (int span = 0; span < spans.traceOf.size(); span++) {
      int trace = spans.traceOf.get(span);
      if (trace >= 0 && wanted.get(trace)) {
        int operation = spans.operationOf.get(span);
        found.set(operation < 0 ? ~operation : operation);
      }
    }
    return found;
  }

  /// The traces with a span of one of these resources.
  public BitSet withResources(BitSet resources) {
    var found = new BitSet(traceCount());
    for (int span = 0; span < spans.traceOf.size(); span++) {
      int trace = spans.traceOf.get(span);
      if (resources.get(spans.resourceOf.get(span)) && trace >= 0) {
        found.set(trace);
      }
    }
    return found;
  }

  /// The traces with a span that has one of these terms.
  ///
  /// @param listed ids in the table `terms`
  /// @param negative others, as `TermList` makes them, ascending
  /// @param into where those with a listed one, and those with any, are put
  public void withTerms(BitSet listed, int[] negative, BitSet into, BitSet withAny) {
    boolean noneNegative = negative.length == 0;
    int at = 0;
    for (int span = 0; span < spans.traceOf.size(); span++) {
      int end = spans.termsEnd.get(span);
      int trace = spans.traceOf.get(span);
      if (trace < 0 || into.get(trace)) {
        at = end;
        continue;
      }
      for (; at < end; at++) {
        int term = spans.terms.get(at);
        if (term >= 0 ? listed.get(term) : !noneNegative && contains(negative, term)) {
          withAny.set(trace);
          if (term >= 0) {
            into.set(trace);
          }
        }
      }
    }
  }

  private static boolean contains(int[] sorted, int term) {
    return Arrays.binarySearch(sorted, term) >= 0;
  }

  record OfTraces(
      GrowingLongs high,
      GrowingLongs low,
      GrowingLongs firstStart,
      GrowingLongs lastMoment,
      GrowingInts spanCount,
      GrowingInts errorCount,
      Map<Integer, TraceId> irregular) {}

  record OfSpans(
      GrowingInts traceOf,
      GrowingInts operationOf,
      GrowingInts resourceOf,
      GrowingInts termsEnd,
      GrowingInts terms) {}
}
