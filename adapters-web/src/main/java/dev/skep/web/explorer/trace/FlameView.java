package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.FlameGraph;
import dev.skep.domain.anatomy.FlameGraph.Frame;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.Timeline;
import dev.skep.web.explorer.text.VisibleText;
import java.util.List;

/// A flame graph as numbers of an SVG.
///
/// @param height in pixels
/// @param note what is not drawn, in words; or empty
record FlameView(List<Box> boxes, int height, String note) {
  private static final int MOST = 600;
  private static final int LEVELS = 80;
  private static final double LEAST_SHARE = 0.0015;
  private static final int LEVEL_HEIGHT = 20;
  private static final int LONGEST_NAME = 120;

  /// A frame.
  ///
  /// @param href the first span of it, or empty
  /// @param label what stands in it when there is room
  public record Box(
      String color, String x, int y, String width, String href, String label, String title) {}

  static FlameView of(TraceInView view) {
    FlameGraph flames = FlameGraph.of(view.trace(), MOST, LEVELS, LEAST_SHARE);
    int levels = flames.frames().stream().mapToInt(Frame::level).max().orElse(0) + 1;
    return new FlameView(
        flames.frames().stream().map(frame -> box(frame, flames, view)).toList(),
        levels * LEVEL_HEIGHT,
        flames.hidden() == 0
            ? ""
            : Formats.count(flames.hidden(), "path")
                + " too narrow or too deep to be drawn; the statistics have them all");
  }

  private static Box box(Frame frame, FlameGraph flames, TraceInView view) {
    boolean missing = frame.operation().isEmpty();
    String service = missing ? "" : frame.operation().getFirst().service();
    String name = missing ? "missing parent" : frame.operation().getFirst().name();
    String label = VisibleText.line(missing ? name : service + " " + name, LONGEST_NAME);
    var sums = frame.sums();
    return new Box(
        missing ? "is-ghost" : ServiceColor.of(service),
        Timeline.percent(frame.begin()),
        frame.level() * LEVEL_HEIGHT,
        Timeline.percent(frame.share()),
        frame.node() == Anatomy.NONE
            ? ""
            : view.state().without(TraceState.VIEW).with(view.trace(), frame.node()).link(),
        frame.share() > 0.04 ? label : "",
        label
            + (sums.count() > 1 ? " ×" + Formats.count(sums.count()) : "")
            + ": "
            + Formats.percent(frame.share())
            + " of "
            + Formats.duration(flames.totalNano())
            + " of work; itself "
            + Formats.duration(sums.selfNano())
            + (sums.errors() == 0 ? "" : ", " + Formats.count(sums.errors(), "error")));
  }
}
