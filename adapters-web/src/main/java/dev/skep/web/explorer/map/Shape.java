package dev.skep.web.explorer.map;

import java.util.List;

/// What a picture of a graph depends on: how many nodes it has, and which lead to which. Nodes are
/// numbered from 0 on.
///
/// @param edges no two are equal, and none leads back to where it begins
record Shape(int nodes, List<Edge> edges) {
  /// That one node leads to another.
  record Edge(int from, int to) {}

  Shape {
    edges = List.copyOf(edges);
    for (Edge edge : edges) {
      if (edge.from == edge.to || Math.max(edge.from, edge.to) >= nodes) {
        throw new IllegalArgumentException(edge + " of " + nodes);
      }
    }
  }
}
