package dev.skep.persistence.search;

import dev.skep.domain.search.TraceOrder;
import dev.skep.persistence.sealed.Measure;
import dev.skep.persistence.sealed.SealedTrace;
import dev.skep.persistence.sealed.SealedTraces;
import dev.skep.persistence.segment.TraceMeasures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// The candidates of a sealed segment in the order of a query, read as far as they are wanted.
final class SealedOrder {
  private final SealedSearched segment;
  private final Candidates candidates;
  private final Ranking ranking;

  SealedOrder(SealedSearched segment, Candidates candidates, Ranking ranking) {
    this.segment = segment;
    this.candidates = candidates;
    this.ranking = ranking;
  }

  RankedTraces walk() {
    return switch (ranking.order()) {
      case NEWEST, OLDEST -> new ByStart();
      case SLOWEST -> new ByMagnitude(Measure.DURATION);
      case MOST_SPANS -> new ByMagnitude(Measure.SPANS);
      case MOST_ERRORS -> new ByMagnitude(Measure.ERRORS);
    };
  }

  /// Reads the rows of some traces, and those of them that are taken, in order.
  private List<RankedTraces.Ranked> taken(int[] numbers) {
    List<RankedTraces.Ranked> taken = new ArrayList<>();
    for (SealedTrace trace : segment.ask(traces -> traces.traces(numbers))) {
      TraceMeasures measures = TraceMeasures.of(trace);
      if (ranking.takes(measures, trace.traceId())) {
        taken.add(
            new RankedTraces.Ranked(
                ranking.rank(measures),
                trace.traceId(),
                candidates.sure().get(trace.number()) ? Verdict.YES : Verdict.PERHAPS,
                List.of(new RankedTraces.Piece(segment, trace.number()))));
      }
    }
    taken.sort(RankedTraces.Ranked.ORDER);
    return taken;
  }

  /// Walks through the numbers, which are in the order of starts.
  private final class ByStart implements RankedTraces {
    private static final int SMALLEST_BLOCK = 32;
    private static final int LARGEST_BLOCK = 512;

    private final boolean backwards;
    private int next;
    private long bound;
    private int block = SMALLEST_BLOCK;

    ByStart() {
      backwards = ranking.order() == TraceOrder.NEWEST;
      next = backwards ? candidates.possible().length() - 1 : candidates.possible().nextSetBit(0);
      bound = next < 0 ? Ranking.LAST : Math.min(segment.bestRank(ranking), ranking.greatest());
    }

    @Override
    public long bound() {
      return bound;
    }

    /// Traces of one rank may go on in the next block, so the bound of that is the last rank here.
    @Override
    public List<Ranked> next() {
      int[] numbers = new int[block];
      int size = 0;
      while (size < block && next >= 0) {
        numbers[size++] = next;
        BitSet possible = candidates.possible();
        next = backwards ? possible.previousSetBit(next - 1) : possible.nextSetBit(next + 1);
      }
      int[] some = Arrays.copyOf(numbers, size);
      Arrays.sort(some);
      block = Math.min(block * 2, LARGEST_BLOCK);
      List<Ranked> taken = taken(some);
      if (next < 0) {
        bound = Ranking.LAST;
      } else if (!taken.isEmpty()) {
        bound = taken.getLast().rank();
      }
      return taken;
    }
  }

  /// Walks through the lists by magnitude from the largest on. A magnitude may be that of nearly
  /// all traces, and those of many segments would not fit into memory: only the first of them are
  /// kept, and the rest is looked at again when it is wanted.
  private final class ByMagnitude implements RankedTraces {
    private static final int SMALLEST_BLOCK = 128;
    private static final int LARGEST_BLOCK = 16_384;
    private static final int AT_ONCE = 2_000;

    private final Measure measure;
    private final BitSet left;
    // Of the magnitude that is being walked through, and the last rank that was taken of it.
    private BitSet rest = new BitSet();
    private long lastRank;
    private int magnitude;
    private int block = SMALLEST_BLOCK;

    ByMagnitude(Measure measure) {
      this.measure = measure;
      left = (BitSet) candidates.possible().clone();
      magnitude = Measure.magnitude(Math.min(ranking.greatest(), greatest(measure, ranking)));
    }

    /// Traces of one rank may go on in the next block.
    @Override
    public long bound() {
      if (!rest.isEmpty()) {
        return lastRank;
      }
      if (magnitude < 0 || left.isEmpty()) {
        return Ranking.LAST;
      }
      return magnitude == 0 ? 0 : magnitude >= 63 ? Long.MAX_VALUE : (1L << magnitude) - 1;
    }

    @Override
    public List<Ranked> next() {
      if (rest.isEmpty()) {
        takeNextMagnitude();
        block = SMALLEST_BLOCK;
      }
      return firstOfRest();
    }

    private void takeNextMagnitude() {
      Optional<SealedTraces.OfMagnitude> next =
          segment.ask(traces -> traces.ofLargestMagnitude(measure, magnitude));
      magnitude = next.map(list -> list.magnitude() - 1).orElse(-1);
      rest = next.map(SealedTraces.OfMagnitude::traces).orElseGet(BitSet::new);
      rest.and(left);
      left.andNot(rest);
    }

    private List<Ranked> firstOfRest() {
      FirstByRank there = segment.firstByRank(rest, ranking, block);
      PriorityQueue<Ranked> best = new PriorityQueue<>(Ranked.ORDER.reversed());
      BitSet behind = there.behind();
      int[] numbers = there.first().stream().toArray();
      for (int from = 0; from < numbers.length; from += AT_ONCE) {
        int to = Math.min(from + AT_ONCE, numbers.length);
        for (Ranked trace : taken(Arrays.copyOfRange(numbers, from, to))) {
          best.add(trace);
          if (best.size() > block) {
            behind.set(best.remove().in(segment));
          }
        }
      }
      List<Ranked> first = new ArrayList<>(best);
      first.sort(Ranked.ORDER);
      rest = behind;
      lastRank = first.isEmpty() ? there.lastRank() : first.getLast().rank();
      if (!behind.isEmpty()) {
        block = Math.min(block * 2, LARGEST_BLOCK);
      }
      return first;
    }

    private static long greatest(Measure measure, Ranking ranking) {
      return switch (measure) {
        case DURATION -> ranking.ranges().mostDuration();
        case SPANS -> Integer.MAX_VALUE;
        case ERRORS -> ranking.ranges().mostErrors();
      };
    }
  }
}
