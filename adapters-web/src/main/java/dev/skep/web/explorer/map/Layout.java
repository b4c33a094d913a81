package dev.skep.web.explorer.map;

import dev.skep.web.explorer.map.Shape.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where the nodes of a graph stand: in columns ([Layers]), and within a column near those they are
/// joined with. An edge over several columns has a bend in each, which takes part as a node does,
/// so that it does not lead through others.
///
/// Source: Sugiyama, Tagawa, Toda, "Methods for Visual Understanding of Hierarchical System
/// Structures", 1981.
///
/// @param places of the nodes
/// @param bends of each edge of the shape, between its ends, from the left to the right or the
///   other way round
record Layout(double width, double height, List<Point> places, List<List<Point>> bends) {
  /// A place.
  record Point(double x, double y) {}

  private static final double NARROWEST_COLUMN = 230;
  private static final double WIDEST_COLUMN = 320;
  private static final double USUAL_WIDTH = 940;
  private static final double MARGIN = 106;
  private static final double TOP = 60;
  private static final double OF_NODE = 120;
  private static final double OF_BEND = 34;
  private static final int SWEEPS = 12;

  /// One that stands in a column: a node, or the bend of an edge.
  private static final class Item {
    private final int layer;
    private final boolean isNode;
    private final List<Item> joined = new ArrayList<>();
    private double y;

    Item(int layer, boolean isNode) {
      this.layer = layer;
      this.isNode = isNode;
    }

    double room() {
      return isNode ? OF_NODE : OF_BEND;
    }

    /// The middle of those that it is joined with on one side, or its own place.
    double middle(int layer) {
      return joined.stream()
          .filter(each -> each.layer == layer)
          .mapToDouble(each -> each.y)
          .average()
          .orElse(y);
    }
  }

  static Layout of(Shape shape) {
    int[] layers = Layers.of(shape);
    List<List<Item>> columns = new ArrayList<>();
    for (int i = 0; i < Layers.count(layers); i++) {
      columns.add(new ArrayList<>());
    }
    List<Item> nodes = new ArrayList<>();
    for (int layer : layers) {
      Item node = new Item(layer, true);
      nodes.add(node);
      columns.get(layer).add(node);
    }
    List<List<Item>> bends = new ArrayList<>();
    for (Edge edge : shape.edges()) {
      bends.add(join(nodes.get(edge.from()), nodes.get(edge.to()), columns));
    }
    columns.forEach(Layout::stack);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int at = 0; at < columns.size(); at++) {
        boolean rightwards = sweep % 2 == 0;
        int layer = rightwards ? at : columns.size() - 1 - at;
        arrange(columns.get(layer), rightwards ? layer - 1 : layer + 1);
      }
    }
    return measured(nodes, bends, columns);
  }

  /// Puts a bend into each column between the two.
  private static List<Item> join(Item from, Item to, List<List<Item>> columns) {
    List<Item> bends = new ArrayList<>();
    int step = Integer.compare(to.layer, from.layer);
    Item last = from;
    for (int layer = from.layer + step; step != 0 && layer != to.layer; layer += step) {
      Item bend = new Item(layer, false);
      columns.get(layer).add(bend);
      bends.add(bend);
      connect(last, bend);
      last = bend;
    }
    connect(last, to);
    return bends;
  }

  private static void connect(Item one, Item other) {
    one.joined.add(other);
    other.joined.add(one);
  }

  private static void stack(List<Item> column) {
    double y = 0;
    for (Item item : column) {
      item.y = y + item.room() / 2;
      y += item.room();
    }
  }

  /// Moves each to the middle of what it is joined with in another column, as far as there is room.
  private static void arrange(List<Item> column, int other) {
    double[] wanted = new double[column.size()];
    List<Item> before = List.copyOf(column);
    column.sort(Comparator.comparingDouble(item -> item.middle(other)));
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = column.get(i).middle(other);
    }
    double free = Double.NEGATIVE_INFINITY;
    double moved = 0;
    for (int i = 0; i < wanted.length; i++) {
      Item item = column.get(i);
      item.y = Math.max(wanted[i], free + item.room() / 2);
      free = item.y + item.room() / 2;
      moved += item.y - wanted[i];
    }
    double back = before.isEmpty() ? 0 : moved / before.size();
    column.forEach(item -> item.y -= back);
  }

  private static Layout measured(
      List<Item> nodes, List<List<Item>> bends, List<List<Item>> columns) {
    List<Item> all = columns.stream().flatMap(List::stream).toList();
    double top = all.stream().mapToDouble(item -> item.y - item.room() / 2).min().orElse(0);
    double bottom = all.stream().mapToDouble(item -> item.y + item.room() / 2).max().orElse(0);
    double up = top - TOP / 4;
    int steps = Math.max(1, columns.size() - 1);
    double column = Math.clamp(USUAL_WIDTH / steps, NARROWEST_COLUMN, WIDEST_COLUMN);
    return new Layout(
        2 * MARGIN + Math.max(0, columns.size() - 1) * column,
        bottom - up + TOP / 4,
        nodes.stream().map(item -> place(item, column, up)).toList(),
        bends.stream()
            .map(edge -> edge.stream().map(item -> place(item, column, up)).toList())
            .toList());
  }

  private static Point place(Item item, double column, double up) {
    return new Point(MARGIN + item.layer * column, item.y - up);
  }
}
