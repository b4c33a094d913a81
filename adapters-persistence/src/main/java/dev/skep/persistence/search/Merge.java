package dev.skep.persistence.search;

import dev.skep.persistence.search.RankedTraces.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// The traces of several sources in one order. A source is asked only when one of its traces may be
/// the next.
final class Merge {
  // What may hide a trace of some rank is looked into before a trace of that rank is taken.
  private static final Comparator<Source> BY_BOUND =
      Comparator.comparingLong((Source source) -> source.traces.bound()).reversed();

  private final PriorityQueue<Source> sources = new PriorityQueue<>(BY_BOUND);
  private final PriorityQueue<Ranked> found = new PriorityQueue<>(Ranked.ORDER);

  Merge(List<? extends RankedTraces> sources) {
    sources.forEach(traces -> add(new Source(traces)));
  }

  /// The next traces, in order; fewer only at the end.
  List<Ranked> next(int count) {
    List<Ranked> next = new ArrayList<>(count);
    while (next.size() < count) {
      Optional<Ranked> one = next();
      if (one.isEmpty()) {
        return next;
      }
      next.add(one.get());
    }
    return next;
  }

  private Optional<Ranked> next() {
    while (!sources.isEmpty()
        && (found.isEmpty() || sources.element().traces.bound() >= found.element().rank())) {
      Source source = sources.remove();
      found.addAll(source.traces.next());
      add(source);
    }
    return Optional.ofNullable(found.poll());
  }

  private void add(Source source) {
    if (source.traces.bound() != Ranking.LAST) {
      sources.add(source);
    }
  }

  private record Source(RankedTraces traces) {}
}
