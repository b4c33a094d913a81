package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.CriticalPath;
import dev.skep.domain.anatomy.LikeSiblings;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.UnixNano;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is drawn in the lane of one row.
///
/// @param bars the bar itself, its queue, the band of a run
/// @param ticks a path of short lines where the members of a run begin, in thousandths; or empty
/// @param errorX where the cap of an error stands, or empty
/// @param critical pieces of the critical path
/// @param events where events happened, as percent
/// @param reasonAt a class for where the words for a missing parent begin, or empty
record LaneShapes(
    List<Shape> bars,
    String ticks,
    String errorX,
    List<Shape> critical,
    List<String> events,
    String reasonAt) {
  private static final int MOST_TICKS = 60;
  private static final int MOST_PIECES = 24;
  private static final int MOST_EVENTS = 20;

  /// A rectangle: a CSS class, and places.
  ///
  /// @param shift moves a thin one at the right edge back into view, or is empty
  record Shape(String kind, String x, String width, String shift) {}

  static LaneShapes ofSpan(TraceInView view, int node, boolean foldsParts, List<Span> stored) {
    Anatomy trace = view.trace();
    Axis axis = view.axis();
    List<Shape> bars = new ArrayList<>(2);
    long start = trace.start(node);
    long end = trace.lastMoment(node);
    int queue = trace.queue(node);
    boolean isQueue = trace.isPart(node) && trace.queue(trace.parent(node)) == node;
    if (foldsParts && queue != Anatomy.NONE) {
      long worked = Math.clamp(trace.lastMoment(queue), start, end);
      add(bars, "span-queue", axis, start, worked);
      add(bars, "span-bar", axis, worked, end);
    } else {
      add(bars, isQueue ? "span-queue" : "span-bar", axis, start, end);
    }
    if (view.origins().get(node)) {
      add(bars, "span-origin", axis, start, end);
    }
    boolean capped = trace.isError(node) && axis.shows(end, end);
    return new LaneShapes(
        bars,
        "",
        capped ? axis.percent(end) : "",
        view.state().showsCriticalPath() ? critical(view, node, foldsParts) : List.of(),
        stored.isEmpty() ? List.of() : events(view, stored.getFirst()),
        "");
  }

  static LaneShapes ofRun(TraceInView view, LikeSiblings run) {
    Axis axis = view.axis();
    Anatomy trace = view.trace();
    List<Shape> bars = new ArrayList<>(1);
    add(bars, "span-run", axis, run.start(), run.lastMoment());
    int step = Math.max(1, run.count() / MOST_TICKS);
    int[] members = run.members().toArray();
    var ticks = new StringBuilder();
    List<long[]> pieces = new ArrayList<>();
    for (int i = 0; i < members.length; i++) {
      if (i % step == 0 && axis.shows(trace.start(members[i]), trace.start(members[i]))) {
        ticks
            .append('M')
            .append(Math.round(axis.place(trace.start(members[i])) * 1000))
            .append(" 0v1");
      }
      if (view.state().showsCriticalPath()) {
        addPieces(pieces, view.path(), members[i]);
      }
    }
    boolean failed = trace.isError(members[0]) && axis.shows(run.lastMoment(), run.lastMoment());
    return new LaneShapes(
        bars,
        ticks.toString(),
        failed ? axis.percent(run.lastMoment()) : "",
        shapes(axis, pieces),
        List.of(),
        "");
  }

  static LaneShapes ofMissing(TraceInView view, int node) {
    Axis axis = view.axis();
    List<Shape> bars = new ArrayList<>(1);
    long start = view.trace().start(node);
    add(bars, "span-ghost", axis, start, view.trace().lastMoment(node));
    double place = Math.clamp(axis.place(start), 0, 1);
    String reasonAt = "at-" + (place > 0.5 ? 0 : (int) Math.ceil(place * 10));
    return new LaneShapes(bars, "", "", List.of(), List.of(), reasonAt);
  }

  private static List<Shape> critical(TraceInView view, int node, boolean foldsParts) {
    Anatomy trace = view.trace();
    List<long[]> pieces = new ArrayList<>();
    addPieces(pieces, view.path(), node);
    if (foldsParts) {
      addPieces(pieces, view.path(), trace.queue(node));
      addPieces(pieces, view.path(), trace.processing(node));
    }
    return shapes(view.axis(), pieces);
  }

  private static void addPieces(List<long[]> pieces, CriticalPath path, int node) {
    for (int i = 0; node != Anatomy.NONE && i < path.pieces(node); i++) {
      pieces.add(new long[] {path.from(node, i), path.to(node, i)});
    }
  }

  /// Pieces with hardly a gap between them are drawn as one, so that there are never many.
  private static List<Shape> shapes(Axis axis, List<long[]> pieces) {
    pieces.sort(Comparator.comparingLong(piece -> piece[0]));
    long gap = (axis.to() - axis.from()) / (pieces.size() > MOST_PIECES ? 2L * MOST_PIECES : 500);
    List<long[]> merged = new ArrayList<>();
    for (long[] piece : pieces) {
      if (axis.shows(piece[0], piece[1])) {
        if (!merged.isEmpty() && piece[0] - merged.getLast()[1] <= gap) {
          merged.getLast()[1] = Math.max(merged.getLast()[1], piece[1]);
        } else {
          merged.add(piece.clone());
        }
      }
    }
    List<Shape> shapes = new ArrayList<>(merged.size());
    merged.forEach(piece -> add(shapes, "span-critical", axis, piece[0], piece[1]));
    return shapes;
  }

  private static List<String> events(TraceInView view, Span span) {
    return span.events().stream()
        .map(event -> UnixNano.position(event.time()) - view.trace().startPosition())
        .filter(time -> view.axis().shows(time, time))
        .limit(MOST_EVENTS)
        .map(view.axis()::percent)
        .toList();
  }

  private static void add(List<Shape> shapes, String kind, Axis axis, long begin, long end) {
    if (axis.shows(begin, end)) {
      shapes.add(
          new Shape(
              kind,
              axis.percent(begin),
              axis.width(begin, end),
              axis.isAtTheEdge(begin, end) ? "translate(-2 0)" : ""));
    }
  }
}
