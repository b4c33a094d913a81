package dev.skep.web.explorer.map;

import dev.skep.domain.calls.Party;
import dev.skep.domain.calls.ServiceEdge;
import dev.skep.web.explorer.calls.CallPaths;
import dev.skep.web.explorer.calls.PartyName;
import dev.skep.web.explorer.calls.Rate;
import dev.skep.web.explorer.calls.Share;
import dev.skep.web.explorer.map.EdgeLabels.Box;
import dev.skep.web.explorer.map.Layout.Point;
import dev.skep.web.explorer.map.ServiceGraph.Node;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A graph of services as numbers of SVG.
///
/// @param viewBox of the picture
/// @param size class of how far it may be drawn smaller than it is, for a panel that scrolls
record Picture(
    String viewBox,
    String width,
    String height,
    String size,
    List<Circle> nodes,
    List<Line> edges) {
  private static final double LARGE = 1250;
  private static final double SMALL = 704;
  private static final double LEAST_RADIUS = 12;
  private static final double MORE_RADIUS = 22;
  private static final double LEAST_WIDTH = 1.4;
  private static final double MORE_WIDTH = 5.6;
  private static final double RING = 5;
  private static final double ARROW = 10;
  private static final double OF_LETTER = 8.4;
  private static final int LONGEST_NAME = 24;
  private static final int MOST_LABELS = 40;

  /// A node.
  ///
  /// @param color class of the service's colour, or empty
  /// @param here whether the map is about this service
  /// @param silent whether it never reported
  /// @param ring the share in error, of 100; or empty
  /// @param label all of it in words
  record Circle(
      String href,
      String color,
      boolean here,
      boolean silent,
      String x,
      String y,
      String r,
      String ringR,
      String ring,
      String name,
      String nameY,
      String figures,
      String figuresY,
      String label) {}

  /// An edge.
  ///
  /// @param path from the rim of the one to the rim of the other
  /// @param text its figures, or empty where they are only in the title
  /// @param classes what sort it is
  record Line(
      String href,
      String path,
      String classes,
      String width,
      String arrow,
      String arrowClass,
      String text,
      String textX,
      String textY,
      String textClass,
      String label) {}

  /// Whether there is room for a label at each edge; else only whoever points at it learns its
  /// figures.
  public boolean labelled() {
    return edges.size() <= MOST_LABELS;
  }

  /// @param loops what leads from a node to itself
  /// @param about the service that the map is about, or empty
  static Picture of(
      ServiceGraph graph,
      List<ServiceEdge> loops,
      Layout layout,
      String about,
      double seconds,
      CallPaths paths) {
    double most = graph.nodes().stream().mapToDouble(Node::calls).max().orElse(1);
    double mostOfEdge = graph.edges().stream().mapToDouble(ServiceEdge::calls).max().orElse(1);
    List<Circle> circles = new ArrayList<>();
    List<Double> radii = new ArrayList<>();
    var labels = new EdgeLabels();
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      double r = LEAST_RADIUS + MORE_RADIUS * Math.sqrt(node.calls() / Math.max(1, most));
      radii.add(r);
      Point at = layout.places().get(i);
      Circle circle = circle(node, at, r, about, seconds, paths);
      circles.add(circle);
      keepClear(labels, at, r + RING, circle);
    }
    List<Line> lines = new ArrayList<>();
    for (ServiceEdge edge : loops) {
      int node = graph.numberOf(edge.caller());
      if (node >= 0) {
        var loop = new Loop(layout.places().get(node), radii.get(node) + RING + 2);
        lines.add(line(edge, loop, seconds, paths));
        labels.keepClear(loop.box());
      }
    }
    List<Shape.Edge> ends = graph.shape().edges();
    for (int i = 0; i < graph.edges().size(); i++) {
      Shape.Edge end = ends.get(i);
      List<Point> points = new ArrayList<>();
      points.add(layout.places().get(end.from()));
      points.addAll(layout.bends().get(i));
      points.add(layout.places().get(end.to()));
      lines.add(
          line(
              graph.edges().get(i),
              points,
              radii.get(end.from()) + RING + 2,
              radii.get(end.to()) + RING + 2,
              labels,
              mostOfEdge,
              seconds,
              paths));
    }
    return new Picture(
        "0 0 " + number(layout.width()) + " " + number(layout.height()),
        number(layout.width()),
        number(layout.height()),
        layout.width() > LARGE ? "is-large" : layout.width() > SMALL ? "is-wide" : "",
        circles,
        lines);
  }

  private static Circle circle(
      Node node, Point at, double r, String about, double seconds, CallPaths paths) {
    var party = PartyName.of(node.party(), paths);
    boolean silent = !(node.party() instanceof Party.Service);
    Share errors = Share.of((double) node.errors(), (double) node.calls());
    String figures =
        node.calls() == 0
            ? "not called"
            : Rate.of(node.calls(), seconds).words() + " · " + Formats.duration(node.p95());
    double share = node.calls() == 0 ? 0 : 100.0 * node.errors() / node.calls();
    return new Circle(
        party.href().isEmpty() ? paths.range().at(CallPaths.SERVICES) : party.href(),
        silent ? "" : party.swatch(),
        !about.isEmpty() && node.party().equals(new Party.Service(about)),
        silent,
        number(at.x()),
        number(at.y()),
        number(r),
        number(r + RING),
        node.errors() > 0 && !silent ? number(Math.max(2, share)) : "",
        VisibleText.shortened(party.name(), LONGEST_NAME),
        number(at.y() + r + RING + 16),
        figures,
        number(at.y() + r + RING + 30),
        party.name()
            + (silent ? ": called, never reported, " : ": ")
            + figures.replace(" · ", ", p95 ")
            + (errors.known() ? ", " + errors.text() + " in error" : ""));
  }

  private static Line line(
      ServiceEdge edge,
      List<Point> points,
      double fromRim,
      double toRim,
      EdgeLabels labels,
      double most,
      double seconds,
      CallPaths paths) {
    Point first = points.getFirst();
    Point last = points.getLast();
    double side = last.x() > first.x() ? 1 : -1;
    double width = LEAST_WIDTH + MORE_WIDTH * Math.sqrt(edge.calls() / Math.max(1, most));
    double head = ARROW + width / 2;
    List<Point> way = new ArrayList<>(points);
    way.set(0, new Point(first.x() + side * fromRim, first.y()));
    way.set(way.size() - 1, new Point(last.x() - side * (toRim + head - 1), last.y()));
    Point words = labels.place(way, figures(edge, seconds));
    return line(
        edge,
        curve(way),
        width,
        "M"
            + number(last.x() - side * toRim)
            + " "
            + number(last.y())
            + "l"
            + number(-side * head)
            + " "
            + number(-head * 0.55)
            + "v"
            + number(head * 1.1)
            + "z",
        figures(edge, seconds),
        words,
        seconds,
        paths);
  }

  /// The edge of a service that calls itself: a loop above it, too small for a wide line and for
  /// figures, which are in its title.
  private static Line line(ServiceEdge edge, Loop loop, double seconds, CallPaths paths) {
    return line(edge, loop.path(), LEAST_WIDTH, loop.arrow(), "", new Point(0, 0), seconds, paths);
  }

  private static String figures(ServiceEdge edge, double seconds) {
    return Rate.of(edge.calls(), seconds).words()
        + " · "
        + Formats.duration(edge.histogram().quantile(0.95));
  }

  private static Line line(
      ServiceEdge edge,
      String path,
      double width,
      String arrow,
      String text,
      Point words,
      double seconds,
      CallPaths paths) {
    Share errors = Share.of((double) edge.errors(), (double) edge.calls());
    boolean silent = !(edge.callee() instanceof Party.Service);
    String bad = errors.bad() ? " is-error" : "";
    return new Line(
        paths
            .links()
            .edge(edge.caller(), edge.callee())
            .orElse(paths.range().at(CallPaths.SERVICES)),
        path,
        "edge" + bad + (silent ? " is-silent" : ""),
        number(width),
        arrow,
        "arrow" + bad,
        text,
        number(words.x()),
        number(words.y()),
        "edge-label" + bad,
        PartyName.of(edge.caller(), paths).name()
            + " calls "
            + PartyName.of(edge.callee(), paths).name()
            + ": "
            + figures(edge, seconds).replace(" · ", ", p95 ")
            + ", "
            + errors.text()
            + " in error");
  }

  /// A smooth way through these points that leaves and enters each level.
  private static String curve(List<Point> way) {
    var path =
        new StringBuilder("M" + number(way.getFirst().x()) + " " + number(way.getFirst().y()));
    for (int i = 1; i < way.size(); i++) {
      Point from = way.get(i - 1);
      Point to = way.get(i);
      double half = (from.x() + to.x()) / 2;
      path.append("C")
          .append(number(half))
          .append(' ')
          .append(number(from.y()))
          .append(' ')
          .append(number(half))
          .append(' ')
          .append(number(to.y()))
          .append(' ')
          .append(number(to.x()))
          .append(' ')
          .append(number(to.y()));
    }
    return path.toString();
  }

  private static void keepClear(EdgeLabels labels, Point at, double r, Circle circle) {
    labels.keepClear(new Box(at.x() - r, at.y() - r, at.x() + r, at.y() + r));
    double width = Math.max(circle.name().length() * OF_LETTER, circle.figures().length() * 7.2);
    labels.keepClear(Box.around(at.x(), at.y() + r, at.y() + r + 34, width));
  }

  static String number(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
