package dev.skep.web.explorer.map;

import dev.skep.web.explorer.map.EdgeLabels.Box;
import dev.skep.web.explorer.map.Layout.Point;

/// A line from a node up and back to it.
///
/// @param rim how far from the middle of the node it begins and ends
record Loop(Point node, double rim) {
  private static final double HIGH = 34;
  private static final double HEAD = 9;
  // Of the clock's face: it leaves at eleven and comes back at one.
  private static final double SIDE = 0.5;
  private static final double UP = 0.866;

  /// A curve, as a path of SVG.
  String path() {
    Point end = new Point(to().x() + SIDE * HEAD * 0.8, to().y() - UP * HEAD * 0.8);
    return "M" + text(from()) + "C" + text(above(-1)) + " " + text(above(1)) + " " + text(end);
  }

  /// The head of its arrow.
  String arrow() {
    double half = HEAD * 0.55;
    Point back = new Point(to().x() + SIDE * HEAD, to().y() - UP * HEAD);
    return "M"
        + text(to())
        + "L"
        + text(new Point(back.x() - UP * half, back.y() - SIDE * half))
        + " "
        + text(new Point(back.x() + UP * half, back.y() + SIDE * half))
        + "z";
  }

  /// Where other words should not stand.
  Box box() {
    return new Box(node.x() - rim, node.y() - rim - HIGH, node.x() + rim, node.y() - rim);
  }

  private Point from() {
    return new Point(node.x() - SIDE * rim, node.y() - UP * rim);
  }

  private Point to() {
    return new Point(node.x() + SIDE * rim, node.y() - UP * rim);
  }

  /// What pulls the curve up, on one side or the other.
  private Point above(int side) {
    return new Point(node.x() + side * (SIDE * rim + HIGH * SIDE), node.y() - UP * rim - HIGH);
  }

  private static String text(Point point) {
    return Picture.number(point.x()) + " " + Picture.number(point.y());
  }
}
