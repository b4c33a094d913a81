package dev.skep.web.explorer.map;

import dev.skep.web.explorer.map.Shape.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Puts the nodes of a graph into columns, so that edges lead from left to right but for those that
/// close a circle.
final class Layers {
  private Layers() {}

  /// The column of each node, from 0 on: one more than the furthest of those that lead to it.
  static int[] of(Shape shape) {
    List<List<Integer>> next = new ArrayList<>();
    for (int i = 0; i < shape.nodes(); i++) {
      next.add(new ArrayList<>());
    }
    int[] entering = new int[shape.nodes()];
    for (Edge edge : shape.edges()) {
      if (!leads(next, edge.to(), edge.from())) {
        next.get(edge.from()).add(edge.to());
        entering[edge.to()]++;
      }
    }
    int[] layers = new int[shape.nodes()];
    Deque<Integer> ready = new ArrayDeque<>();
    for (int i = 0; i < entering.length; i++) {
      if (entering[i] == 0) {
        ready.add(i);
      }
    }
    while (!ready.isEmpty()) {
      int node = ready.remove();
      for (int to : next.get(node)) {
        layers[to] = Math.max(layers[to], layers[node] + 1);
        if (--entering[to] == 0) {
          ready.add(to);
        }
      }
    }
    return layers;
  }

  /// Whether one can go from one node to the other.
  private static boolean leads(List<List<Integer>> next, int from, int to) {
    boolean[] seen = new boolean[next.size()];
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    seen[from] = true;
    while (!open.isEmpty()) {
      int node = open.remove();
      if (node == to) {
        return true;
      }
      for (int each : next.get(node)) {
        if (!seen[each]) {
          seen[each] = true;
          open.add(each);
        }
      }
    }
    return false;
  }

  /// How many columns there are.
  static int count(int[] layers) {
    return layers.length == 0 ? 0 : Arrays.stream(layers).max().orElse(0) + 1;
  }
}
