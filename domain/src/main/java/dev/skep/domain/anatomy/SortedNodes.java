package dev.skep.domain.anatomy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;

/// Orders nodes by a number of each.
final class SortedNodes {
  private SortedNodes() {}

  /// The largest first; among equals the later node first.
  static int[] byDescending(IntToLongFunction value, int[] nodes) {
    return sorted(
        nodes,
        Comparator.comparingLong((Integer node) -> value.applyAsLong(node))
            .thenComparing(Comparator.naturalOrder())
            .reversed());
  }

  /// The smallest first; among equals the earlier node first.
  static int[] byAscending(IntToLongFunction value, int[] nodes) {
    return sorted(
        nodes,
        Comparator.comparingLong((Integer node) -> value.applyAsLong(node))
            .thenComparing(Comparator.naturalOrder()));
  }

  private static int[] sorted(int[] nodes, Comparator<Integer> order) {
    if (nodes.length < 2) {
      return nodes;
    }
    Integer[] boxed = new Integer[nodes.length];
    Arrays.setAll(boxed, i -> nodes[i]);
    Arrays.sort(boxed, order);
    return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
  }
}
