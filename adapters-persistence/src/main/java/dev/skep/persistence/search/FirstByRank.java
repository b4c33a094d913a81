package dev.skep.persistence.search;

import dev.skep.persistence.sealed.TraceColumns;
import dev.skep.persistence.segment.TraceMeasures;
import java.util.Arrays;
import java.util.BitSet;

/// Some traces of a sealed segment, parted by rank, so that only the rows of the first are read.
///
/// @param first those with the greatest ranks, and all that are as good as the last of them
/// @param behind the others that may be taken
/// @param lastRank no trace behind has a greater rank
record FirstByRank(BitSet first, BitSet behind, long lastRank) {
  /// All of them, where nobody knows their ranks.
  static FirstByRank all(BitSet traces) {
    return new FirstByRank(traces, new BitSet(), Ranking.LAST);
  }

  /// @param count how many are wanted first
  static FirstByRank of(BitSet traces, TraceColumns columns, Ranking ranking, int count) {
    var ranks = new Ranks(traces.cardinality());
    columns.forEach(
        traces,
        (number, start, duration, spanCount, errorCount) -> {
          var measures = new TraceMeasures(start, start + duration, spanCount, errorCount);
          long rank = ranking.rank(measures);
          if (rank <= ranking.greatest() && ranking.ranges().contain(measures)) {
            ranks.add(number, rank);
          }
        });
    return ranks.parted(count);
  }

  private static final class Ranks {
    private final int[] numbers;
    private final long[] ranks;
    private int size;

    Ranks(int most) {
      numbers = new int[most];
      ranks = new long[most];
    }

    void add(int number, long rank) {
      numbers[size] = number;
      ranks[size++] = rank;
    }

    FirstByRank parted(int count) {
      long last = Ranking.LAST;
      if (size > count) {
        long[] sorted = Arrays.copyOf(ranks, size);
        Arrays.sort(sorted);
        last = sorted[size - count];
      }
      var first = new BitSet();
      var behind = new BitSet();
      for (int i = 0; i < size; i++) {
        (ranks[i] >= last ? first : behind).set(numbers[i]);
      }
      return new FirstByRank(first, behind, last);
    }
  }
}
