package dev.skep.web.explorer.compare;

import dev.skep.application.usecase.LookUpUsual.Called;
import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.CallPaths;
import dev.skep.domain.anatomy.SpanOperation;
import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.calls.Label;
import dev.skep.web.explorer.compare.ComparedPath.Side;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two traces laid over one another by their paths, in the order of a tree.
///
/// @param hidden how many paths were left out because there are too many: those that differ least
record Comparison(List<ComparedPath> paths, int hidden) {
  private static final int MOST = 400;
  private static final int NONE = -1;

  Comparison {
    paths = List.copyOf(paths);
  }

  /// Two traces.
  static Comparison of(Anatomy a, Anatomy b, Map<Called, CallStatistics> usual) {
    CallPaths paths = CallPaths.of(List.of(a, b));
    return gathered(paths, path -> side(paths.sums(path, 1)), usual);
  }

  /// A trace and how long such calls take as a rule: the median, for as many calls as there are.
  static Comparison of(Anatomy a, Map<Called, CallStatistics> usual) {
    CallPaths paths = CallPaths.of(List.of(a));
    return gathered(
        paths,
        path -> {
          int count = paths.sums(path, 0).count();
          return paths
              .operation(path)
              .flatMap(operation -> usual(operation, usual))
              .map(calls -> new Side(count, 0, calls.quantile(0.5) * count, 0, NONE))
              .orElse(Side.NONE);
        },
        usual);
  }

  /// What stands on the other side of a path.
  @FunctionalInterface
  private interface Other {
    Side side(int path);
  }

  private static Comparison gathered(
      CallPaths paths, Other other, Map<Called, CallStatistics> usual) {
    int[] order = paths.inTreeOrder();
    int[] places = new int[paths.size()];
    List<ComparedPath> all = new ArrayList<>(order.length);
    for (int path : order) {
      places[path] = all.size();
      int above = paths.above(path);
      Side a = side(paths.sums(path, 0));
      all.add(
          new ComparedPath(
              paths.operation(path).stream().toList(),
              above == Anatomy.NONE ? NONE : places[above],
              paths.level(path),
              a,
              other.side(path),
              slowerThan(paths, path, usual)));
    }
    return all.size() <= MOST ? new Comparison(all, 0) : most(all);
  }

  /// Those that differ most, and what is above them.
  private static Comparison most(List<ComparedPath> all) {
    var kept = new BitSet(all.size());
    List<Integer> byDifference = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      byDifference.add(i);
    }
    byDifference.sort(
        Comparator.comparingLong((Integer i) -> Math.abs(all.get(i).selfDifference())).reversed());
    for (int i = 0; i < MOST / 2 && kept.cardinality() < MOST; i++) {
      int at = byDifference.get(i);
      for (int up = 0; at != NONE && !kept.get(at) && up < MOST / 4; up++) {
        kept.set(at);
        at = all.get(at).above();
      }
    }
    List<ComparedPath> paths = kept.stream().limit(MOST).mapToObj(all::get).toList();
    return new Comparison(paths, all.size() - paths.size());
  }

  private static Side side(CallPaths.Sums sums) {
    return sums.count() == 0
        ? Side.NONE
        : new Side(sums.count(), sums.errors(), sums.totalNano(), sums.selfNano(), sums.first());
  }

  private static double slowerThan(CallPaths paths, int path, Map<Called, CallStatistics> usual) {
    Side a = side(paths.sums(path, 0));
    return a.isThere()
        ? paths
            .operation(path)
            .flatMap(operation -> usual(operation, usual))
            .map(calls -> calls.histogram().shareBelow(a.nanos() / a.count()))
            .orElse(-1.0)
        : -1;
  }

  private static Optional<CallStatistics> usual(
      SpanOperation operation, Map<Called, CallStatistics> usual) {
    var called =
        new CalledOperation(Label.of(operation.name()), operation.kind(), operation.source());
    return Optional.ofNullable(usual.get(new Called(operation.service(), called)))
        .filter(calls -> calls.calls() > 1);
  }
}
