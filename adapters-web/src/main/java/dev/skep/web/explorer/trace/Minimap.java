package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.Timeline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/// The whole trace in a small picture: a line for each row, or for several where there are many.
///
/// @param whole how long the trace is, in nanoseconds, for the script that zooms
/// @param lines what ran when, from the top down
/// @param errors where spans in error ended, as percent
/// @param windowX, windowEnd, windowWidth, restWidth the part of the time that is drawn below, as
///   percent; all of it when `zoomed` is not set
record Minimap(
    String label,
    long whole,
    List<String> ticks,
    List<Line> lines,
    List<String> errors,
    boolean zoomed,
    String windowX,
    String windowEnd,
    String windowWidth,
    String restWidth) {
  private static final int LINES = 22;
  private static final int CELLS = 240;
  private static final int TOP = 14;

  /// A piece of a line.
  ///
  /// @param color CSS class of the service that was there most
  public record Line(String color, String x, int y, String width) {}

  static Minimap of(TraceInView view) {
    Anatomy trace = view.trace();
    Axis axis = view.axis();
    Axis all = new Axis(0, axis.whole(), axis.whole());
    return new Minimap(
        label(trace),
        axis.whole(),
        all.ticks(),
        trace.size() <= LINES ? exact(trace, all) : gathered(trace),
        errors(view, all),
        axis.isZoomed(),
        all.percent(axis.from()),
        all.percent(axis.to()),
        all.width(axis.from(), axis.to()),
        Timeline.percent(1 - all.place(axis.to())));
  }

  private static String label(Anatomy trace) {
    int errors = trace.summary().errorCount();
    return Formats.duration(trace.duration())
        + " in "
        + Formats.count(trace.summary().spanCount(), "span")
        + (errors == 0 ? "" : ", " + Formats.count(errors, "error"));
  }

  private static List<Line> exact(Anatomy trace, Axis all) {
    List<Line> lines = new ArrayList<>();
    for (int node = 0; node < trace.size(); node++) {
      if (!trace.isMissing(node)) {
        lines.add(
            new Line(
                ServiceColor.of(trace.operation(node).service()),
                all.percent(trace.start(node)),
                TOP + 2 * node,
                all.width(trace.start(node), trace.lastMoment(node))));
      }
    }
    return lines;
  }

  /// Many nodes share a line, which is cut into cells; the first that is in a cell gives its
  /// colour.
  private static List<Line> gathered(Anatomy trace) {
    String[] colors =
        trace.operations().stream()
            .map(operation -> ServiceColor.of(operation.service()))
            .toArray(String[]::new);
    double cell = Math.max(1, trace.duration()) / (double) CELLS;
    List<Line> lines = new ArrayList<>();
    for (int line = 0; line < LINES; line++) {
      int first = (int) ((long) trace.size() * line / LINES);
      int end = (int) ((long) trace.size() * (line + 1) / LINES);
      String[] cells = new String[CELLS];
      int filled = 0;
      for (int node = first; node < end && filled < CELLS; node++) {
        if (!trace.isMissing(node)) {
          int from = Math.min(CELLS - 1, (int) (trace.start(node) / cell));
          int to = Math.clamp((int) (trace.lastMoment(node) / cell), from, CELLS - 1);
          for (int i = from; i <= to; i++) {
            if (cells[i] == null) {
              cells[i] = colors[trace.operationNumber(node)];
              filled++;
            }
          }
        }
      }
      add(lines, cells, TOP + 2 * line);
    }
    return lines;
  }

  private static void add(List<Line> lines, String[] cells, int y) {
    int from = 0;
    for (int i = 1; i <= CELLS; i++) {
      if (i == CELLS || !Objects.equals(cells[i], cells[from])) {
        if (cells[from] != null) {
          lines.add(
              new Line(
                  cells[from],
                  Timeline.percent((double) from / CELLS),
                  y,
                  Timeline.percent((double) (i - from) / CELLS)));
        }
        from = i;
      }
    }
  }

  private static List<String> errors(TraceInView view, Axis all) {
    Anatomy trace = view.trace();
    var cells = new BitSet(CELLS);
    view.errors().stream()
        .forEach(node -> cells.set((int) (all.place(trace.lastMoment(node)) * CELLS)));
    return cells.stream().mapToObj(c -> Timeline.percent((double) c / CELLS)).toList();
  }
}
