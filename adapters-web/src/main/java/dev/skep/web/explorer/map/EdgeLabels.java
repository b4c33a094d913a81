package dev.skep.web.explorer.map;

import dev.skep.web.explorer.map.Layout.Point;
import java.util.ArrayList;
import java.util.List;

/// Where the words at the edges of a map stand: each on its edge, as near to the middle as nodes
/// and the words before it leave room.
final class EdgeLabels {
  private static final double[] PLACES = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82};
  private static final double OF_LETTER = 6.8;
  private static final double ABOVE = 14;
  private static final double BELOW = 2;
  private static final double RAISED = 4;

  private final List<Box> taken = new ArrayList<>();

  /// What words should not stand on.
  record Box(double left, double top, double right, double bottom) {
    static Box around(double x, double top, double bottom, double width) {
      return new Box(x - width / 2, top, x + width / 2, bottom);
    }

    double shared(Box other) {
      return Math.max(0, Math.min(right, other.right) - Math.max(left, other.left))
          * Math.max(0, Math.min(bottom, other.bottom) - Math.max(top, other.top));
    }
  }

  void keepClear(Box box) {
    taken.add(box);
  }

  /// The middle of the line that these words stand on.
  ///
  /// @param way the edge from end to end, as [Picture] draws it
  Point place(List<Point> way, String words) {
    int middle = (way.size() - 1) / 2;
    Point best = on(way, middle, PLACES[0]);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < way.size() - 1 && least > 0; i++) {
      // The piece in the middle, then those beside it in turn.
      int piece = middle + (i % 2 == 0 ? -i / 2 : (i + 1) / 2);
      for (double place : PLACES) {
        if (piece >= 0 && piece < way.size() - 1 && least > 0) {
          Point at = on(way, piece, place);
          double shared = shared(box(at, words));
          if (shared < least) {
            least = shared;
            best = at;
          }
        }
      }
    }
    taken.add(box(best, words));
    return best;
  }

  private double shared(Box box) {
    return taken.stream().mapToDouble(box::shared).sum();
  }

  static Box box(Point at, String words) {
    return Box.around(at.x(), at.y() - ABOVE, at.y() + BELOW, words.length() * OF_LETTER);
  }

  /// A place on a piece of the way, a cubic curve that leaves and enters level.
  private static Point on(List<Point> way, int piece, double at) {
    Point from = way.get(piece);
    Point to = way.get(piece + 1);
    double half = (from.x() + to.x()) / 2;
    return new Point(
        curve(from.x(), half, half, to.x(), at),
        curve(from.y(), from.y(), to.y(), to.y(), at) - RAISED);
  }

  private static double curve(double a, double b, double c, double d, double at) {
    double rest = 1 - at;
    return rest * rest * rest * a
        + 3 * rest * rest * at * b
        + 3 * rest * at * at * c
        + at * at * at * d;
  }
}
