package dev.skep.web.explorer.traces;

import dev.skep.domain.search.overview.HeatMap;
import dev.skep.domain.search.overview.HeatMap.Cell;
import dev.skep.domain.search.overview.LatencyRows;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Timeline;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.query.HeatCells;
import dev.skep.web.query.UrlQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The heat map, drawn: where everything stands, what it says, where it leads. Across in percent,
/// down in pixels.
///
/// @param height of the plot, in pixels; `whole` with the marks below it
/// @param label what is drawn, for whoever hears it
/// @param most traces of the fullest cell
/// @param failed the shares in error: for each cell with some a line over it, as the path of an SVG
///   in which a column is one wide and a pixel two high
/// @param count how many columns there are, the empty ones among them
/// @param link what the address of each cell begins with
/// @param begin number of the first column, for the script; `step` milliseconds of a column, both
///   to the base of 36; `top` the highest row
public record HeatMapView(
    int height,
    int whole,
    String label,
    String most,
    List<Column> columns,
    String failed,
    List<Mark> rows,
    List<TimeMark> times,
    List<Line> quantiles,
    int count,
    String link,
    String begin,
    String step,
    int top,
    String columnWidth) {
  private static final int PITCH = 9;
  private static final int FEWEST_ROWS = 9;
  private static final int STEPS = 6;
  private static final double CURVE = 0.6;
  private static final double SMALLEST_FAILED = 0.2;
  private static final int MIDDLE_OF_FAILED = 13;
  private static final double CELL_OF_COLUMN = 0.96;
  private static final int FEWEST_COLUMNS = 12;
  private static final int BETWEEN_LABELS = 12;
  private static final String[] UNITS = {"ns", "µs", "ms", "s"};

  /// A column of cells.
  ///
  /// @param href the search for the whole column, or empty
  /// @param text the column in a sentence; `time` the words in it that lead to it
  public record Column(String x, String href, String time, String text, List<Group> groups) {
    List<Drawn> cells() {
      return groups.stream().flatMap(group -> group.cells().stream()).toList();
    }
  }

  /// Cells that lead to the same search, or to none when `href` is empty.
  public record Group(String href, List<Drawn> cells) {}

  /// A cell.
  ///
  /// @param color its class, `h2` to `h6`, or empty for the lightest
  public record Drawn(String color, int y, String title) {}

  /// Words beside the plot.
  public record Mark(String text, String at) {}

  /// A line across, with words beside it.
  public record Line(String name, String duration, String y, String labelY) {}

  /// @param room about how many bytes of the page it may take
  static HeatMapView of(TraceOverview overview, UrlQuery search, Times times, int room) {
    HeatMap map = overview.heatMap();
    String link = HeatCells.prefix(search);
    HeatLinks links = HeatLinks.of(map, link, room);
    while (links.bytes(map, link) > room && map.columns().count() >= 2 * FEWEST_COLUMNS) {
      map = map.coarser();
      links = HeatLinks.of(map, link, room);
    }
    int bottom = bottom(map);
    int top = top(map, bottom);
    int height = (top - bottom + 1) * PITCH;
    TimeColumns columns = map.columns();
    String first = HeatCells.column(columns, 0);
    return new HeatMapView(
        height,
        height + 20,
        label(columns, bottom, top, times),
        Formats.count(most(map)),
        columns(map, links, link, top, times),
        failed(map, top),
        rowMarks(bottom, top),
        TimeMark.of(columns, times),
        lines(overview, bottom, top),
        columns.count(),
        link,
        first.substring(0, first.indexOf('.')),
        first.substring(first.indexOf('.') + 1),
        top,
        Timeline.percent(CELL_OF_COLUMN / columns.count()));
  }

  private static long most(HeatMap map) {
    return map.cells().stream().mapToLong(Cell::traces).max().orElse(1);
  }

  // ---- Rows

  /// Whole powers of ten, so that each has its mark.
  private static int bottom(HeatMap map) {
    int lowest = map.cells().stream().mapToInt(Cell::row).min().orElse(1);
    return lowest == 0 ? 0 : Math.min(decade(lowest), LatencyRows.COUNT - 1 - FEWEST_ROWS);
  }

  private static int top(HeatMap map, int bottom) {
    int highest = map.cells().stream().mapToInt(Cell::row).max().orElse(1);
    int top = highest == 0 ? 0 : decade(highest) + LatencyRows.PER_DECADE - 1;
    return Math.min(Math.max(top, bottom + FEWEST_ROWS - 1), LatencyRows.COUNT - 1);
  }

  private static int decade(int row) {
    return row - (row - 1) % LatencyRows.PER_DECADE;
  }

  private static List<Mark> rowMarks(int bottom, int top) {
    List<Mark> marks = new ArrayList<>();
    for (int row = bottom; row <= top + 1; row++) {
      if (row % LatencyRows.PER_DECADE == 1) {
        int y = (top - row + 1) * PITCH;
        marks.add(new Mark(round(LatencyRows.least(row)), Integer.toString(y)));
      }
    }
    return marks;
  }

  /// A power of ten in its unit: `100 µs`.
  private static String round(long nanos) {
    long value = nanos;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return value + " " + UNITS[unit];
  }

  private static List<Line> lines(TraceOverview overview, int bottom, int top) {
    List<Line> lines = new ArrayList<>();
    double label = 8 - BETWEEN_LABELS;
    for (var share : List.of(0.99, 0.95, 0.5)) {
      long nanos = overview.durations().quantile(share);
      double y = Math.clamp((top + 1 - height(nanos)) * PITCH, 0.0, (top - bottom + 1.0) * PITCH);
      // Below the words before, whatever the lines do.
      label = Math.max(y + 4, label + BETWEEN_LABELS);
      lines.add(
          new Line("p" + Math.round(share * 100), Formats.duration(nanos), tenth(y), tenth(label)));
    }
    return lines;
  }

  /// Where a length of time stands among the rows.
  private static double height(long nanos) {
    int row = LatencyRows.row(nanos);
    long least = LatencyRows.least(row);
    if (least == 0 || row == LatencyRows.COUNT - 1) {
      return row + 0.5;
    }
    return row
        + Math.log((double) nanos / least) / Math.log((double) LatencyRows.least(row + 1) / least);
  }

  private static String tenth(double value) {
    return Double.toString(Math.round(value * 10) / 10.0);
  }

  // ---- Columns

  private static List<Column> columns(
      HeatMap map, HeatLinks links, String link, int top, Times times) {
    long most = most(map);
    List<Column> columns = new ArrayList<>();
    int from = 0;
    while (from < map.cells().size()) {
      int column = map.cells().get(from).column();
      int to = from;
      while (to < map.cells().size() && map.cells().get(to).column() == column) {
        to++;
      }
      List<Cell> cells = map.cells().subList(from, to);
      String href = links == HeatLinks.NONE ? "" : link + HeatCells.column(map.columns(), column);
      List<Group> groups =
          links == HeatLinks.CELLS
              ? cells.stream().map(cell -> alone(map, cell, link, most, top)).toList()
              : List.of(
                  new Group(href, cells.stream().map(cell -> drawn(cell, most, top)).toList()));
      columns.add(column(map.columns(), cells, href, groups, times));
      from = to;
    }
    return columns;
  }

  private static Group alone(HeatMap map, Cell cell, String link, long most, int top) {
    return new Group(
        link + HeatCells.cell(map.columns(), cell.column(), cell.row()),
        List.of(drawn(cell, most, top)));
  }

  private static Column column(
      TimeColumns columns, List<Cell> cells, String href, List<Group> groups, Times times) {
    int column = cells.getFirst().column();
    long traces = cells.stream().mapToLong(Cell::traces).sum();
    long inError = cells.stream().mapToLong(Cell::inError).sum();
    Cell fullest = cells.stream().max(Comparator.comparingLong(Cell::traces)).orElseThrow();
    return new Column(
        Timeline.percent((double) column / columns.count()),
        href,
        times.mark(columns.begin(column), Duration.ofNanos(columns.step())),
        ": "
            + Formats.count(traces, "trace")
            + (inError == 0 ? "" : ", " + Formats.count(inError) + " in error")
            + (cells.size() == 1 ? ", " : ", most often ")
            + between(fullest.row()),
        groups);
  }

  private static String between(int row) {
    String most = Formats.duration(LatencyRows.least(row + 1));
    if (row == 0) {
      return "below " + most;
    }
    String least = Formats.duration(LatencyRows.least(row));
    return row == LatencyRows.COUNT - 1 ? least + " or longer" : least + " to " + most;
  }

  private static Drawn drawn(Cell cell, long most, int top) {
    double depth = Math.pow((double) cell.traces() / most, CURVE);
    int color = Math.clamp((int) Math.ceil(depth * STEPS), 1, STEPS);
    return new Drawn(
        color == 1 ? "" : "h" + color,
        (top - cell.row()) * PITCH,
        Formats.count(cell.traces())
            + (cell.inError() == 0 ? "" : ", " + Formats.count(cell.inError()) + " in error"));
  }

  /// One path for all of them: an element for each would be a tenth of the page.
  private static String failed(HeatMap map, int top) {
    var path = new StringBuilder();
    for (Cell cell : map.cells()) {
      if (cell.inError() > 0) {
        double share = Math.max(SMALLEST_FAILED, (double) cell.inError() / cell.traces());
        path.append('M')
            .append(cell.column())
            .append(' ')
            .append(2 * PITCH * (top - cell.row()) + MIDDLE_OF_FAILED)
            .append("h.")
            .append(Math.round(CELL_OF_COLUMN * 100 * share));
      }
    }
    return path.toString();
  }

  private static String label(TimeColumns columns, int bottom, int top, Times times) {
    Duration step = Duration.ofNanos(columns.step());
    return "Traces by start, "
        + times.mark(columns.begin(0), step)
        + " to "
        + times.mark(columns.begin(columns.count()), step)
        + ", and duration, "
        + (bottom == 0 ? "0" : Formats.duration(LatencyRows.least(bottom)))
        + " to "
        + (top == LatencyRows.COUNT - 1
            ? "the longest"
            : Formats.duration(LatencyRows.least(top + 1)))
        + ". The same in words is below.";
  }
}
