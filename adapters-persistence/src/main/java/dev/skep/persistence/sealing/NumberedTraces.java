package dev.skep.persistence.sealing;

import dev.skep.persistence.live.LiveIndex;
import dev.skep.persistence.sealed.SpanIds;
import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// The traces of a full segment under the numbers that they get when it is sealed: 1 is the one
/// that started first. Those of which no span is left have none.
final class NumberedTraces {
  private final LiveIndex index;
  // Of each number, minus one, the trace in the index.
  private final int[] order;
  // The spans of trace 1, then those of trace 2, and so on; and where those of a trace end.
  private final int[] spans;
  private final int[] ends;

  NumberedTraces(LiveIndex index) {
    this.index = index;
    Comparator<Integer> byStart = Comparator.comparingLong(index.traces()::start);
    order =
        IntStream.range(0, index.traces().count())
            .filter(trace -> index.traces().spanCount(trace) > 0)
            .boxed()
            .sorted(byStart.thenComparing(index.traces()::idOf))
            .mapToInt(Integer::intValue)
            .toArray();
    ends = new int[order.length + 1];
    for (int number = 1; number <= order.length; number++) {
      ends[number] = ends[number - 1] + index.traces().spanCount(order[number - 1]);
    }
    spans = new int[ends[order.length]];
    for (int number = 1; number <= order.length; number++) {
      index.spans().copySpans(order[number - 1], spans, ends[number]);
    }
  }

  /// How many there are, which is the largest number.
  int count() {
    return order.length;
  }

  /// The trace of this number in the index.
  int trace(int number) {
    return order[number - 1];
  }

  /// Its spans, as a sealed segment writes them.
  String spanIds(int number) {
    return SpanIds.write(spans, ends[number - 1], ends[number]);
  }

  void forEachSpan(int number, IntConsumer action) {
    for (int i = ends[number - 1]; i < ends[number]; i++) {
      action.accept(spans[i]);
    }
  }

  void forEachTerm(int number, IntConsumer terms) {
    for (int i = ends[number - 1]; i < ends[number]; i++) {
      int end = index.spans().termsStart(spans[i] + 1);
      for (int at = index.spans().termsStart(spans[i]); at < end; at++) {
        terms.accept(index.spans().term(at));
      }
    }
  }
}
