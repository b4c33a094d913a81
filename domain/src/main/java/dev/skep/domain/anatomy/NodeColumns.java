package dev.skep.domain.anatomy;

import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.SpanTree.Node;
import dev.skep.domain.trace.SpanTree.Place;
import dev.skep.domain.trace.UnixNano;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What is known of the nodes of a trace, an array for each sort of fact; filled from the first
/// node to the last.
final class NodeColumns {
  static final byte ENDED = 0;
  static final byte NOT_ENDED = 1;
  static final byte ENDED_BEFORE_START = 2;

  final int[] parents;
  final int[] ends;
  final int[] levels;
  final int[] indexes;
  final SpanId[] ids;
  final Place[] places;
  final int[] operations;
  final byte[] statuses;
  final byte[] ending;
  final long[] starts;
  final long[] durations;
  // Only of spans that share their id with an earlier one.
  final Map<Integer, Integer> numbers = new HashMap<>();
  private int size;

  NodeColumns(int size) {
    parents = new int[size];
    ends = new int[size];
    levels = new int[size];
    indexes = new int[size];
    ids = new SpanId[size];
    places = new Place[size];
    operations = new int[size];
    statuses = new byte[size];
    ending = new byte[size];
    starts = new long[size];
    durations = new long[size];
    Arrays.fill(parents, Anatomy.NONE);
  }

  int size() {
    return ids.length;
  }

  /// Adds a parent that is not stored.
  ///
  /// @return its number
  int addMissing(SpanId id, long start, long lastMoment) {
    int node = size++;
    indexes[node] = Anatomy.NONE;
    ids[node] = id;
    places[node] = Place.ROOT;
    operations[node] = Anatomy.NONE;
    ending[node] = NOT_ENDED;
    starts[node] = start;
    durations[node] = lastMoment - start;
    return node;
  }

  /// Adds a span.
  ///
  /// @return its number
  int add(Node from, int level, int operation, long tracePosition) {
    int node = size++;
    SpanOutline span = from.span();
    indexes[node] = from.index();
    ids[node] = span.spanId();
    places[node] = from.place();
    levels[node] = level;
    operations[node] = operation;
    statuses[node] = (byte) span.status().number();
    ending[node] = ending(span);
    long start = UnixNano.position(span.start());
    starts[node] = start - tracePosition;
    durations[node] = UnixNano.position(span.lastMoment()) - start;
    return node;
  }

  /// Finds from the levels who is above whom, and where each subtree ends.
  void link() {
    int[] open = new int[size + 1];
    int depth = 0;
    for (int node = 0; node < size; node++) {
      while (depth > levels[node]) {
        ends[open[--depth]] = node;
      }
      parents[node] = depth == 0 ? Anatomy.NONE : open[depth - 1];
      open[depth++] = node;
    }
    while (depth > 0) {
      ends[open[--depth]] = size;
    }
  }

  private static byte ending(SpanOutline span) {
    if (!(span.end() instanceof EndTime.At(Instant end))) {
      return NOT_ENDED;
    }
    return end.isBefore(span.start()) ? ENDED_BEFORE_START : ENDED;
  }
}
