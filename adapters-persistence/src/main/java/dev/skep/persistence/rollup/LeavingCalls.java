package dev.skep.persistence.rollup;

import java.sql.SQLException;
import java.util.Arrays;

/// Client and producer spans of the open segment, each counted as a call to its peer until an entry
/// span names it as its parent. Takes four bytes a span and twenty more for each of these.
final class LeavingCalls {
  private static final int SMALLEST = 1 << 10;

  private final int firstSpan;
  // By number of the span: one more than its place below; 0 for another kind of span.
  private int[] places = new int[SMALLEST];
  private int[] edges = new int[SMALLEST];
  private long[] minutes = new long[SMALLEST];
  private long[] nanos = new long[SMALLEST];
  private int size;

  /// @param firstSpan no span before this one will be added
  LeavingCalls(int firstSpan) {
    this.firstSpan = firstSpan;
  }

  void add(int span, int edge, long minute, long nanos, boolean error) {
    int number = span - firstSpan;
    if (number >= places.length) {
      places = Arrays.copyOf(places, Math.max(number + 1, places.length * 2));
    }
    if (size == edges.length) {
      edges = Arrays.copyOf(edges, size * 2);
      minutes = Arrays.copyOf(minutes, size * 2);
      this.nanos = Arrays.copyOf(this.nanos, size * 2);
    }
    edges[size] = edge;
    minutes[size] = minute;
    this.nanos[size] = error ? ~nanos : nanos;
    size++;
    places[number] = size;
  }

  /// Takes the call to its peer back that a span was counted as, the first time.
  void answer(int span, Counts counts) throws SQLException {
    int number = span - firstSpan;
    int at = number < places.length ? places[number] - 1 : -1;
    if (at >= 0) {
      places[number] = 0;
      counts.takeBack(edges[at], minutes[at], Math.max(nanos[at], ~nanos[at]), nanos[at] < 0);
    }
  }
}
