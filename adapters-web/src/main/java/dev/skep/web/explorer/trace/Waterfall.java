package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.VisibleRows;
import dev.skep.domain.trace.Span;
import dev.skep.web.explorer.text.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A window of the rows of a trace, and what stands around it.
///
/// @param rowCount how many rows there are in all
/// @param ticks names of five points on the axis
/// @param first the number of rows before these
/// @param after the number of rows after these
/// @param rowsHref where the other windows are, without `row`
/// @param range which rows these are: `Rows 201–400 of 100,000`; or empty when it is all of them
/// @param firstPage, previous, next, lastPage links to other windows, or empty
/// @param hasParts whether some row is drawn with its queue
/// @param reached the number of the row that the Tab key reaches: the chosen one, or the first
/// @param foot how many spans there are, in words
record Waterfall(
    int rowCount,
    List<String> ticks,
    List<WaterfallRow> rows,
    int first,
    int after,
    String rowsHref,
    String range,
    String firstPage,
    String previous,
    String next,
    String lastPage,
    boolean hasParts,
    int reached,
    String foot) {
  /// The rows of a window.
  static final int WINDOW = 200;

  private static final int ROW_HEIGHT = 28;

  static Waterfall of(TraceInView view, int first, Map<Integer, Span> stored, String path) {
    VisibleRows visible = view.rows();
    int end = Math.min(visible.size(), first + WINDOW);
    int selectedRow = visible.rowOf(view.selected());
    List<WaterfallRow> rows = new ArrayList<>(end - first);
    for (int row = first; row < end; row++) {
      Span span = visible.isRun(row) ? null : stored.get(visible.node(row));
      rows.add(WaterfallRow.of(view, row, selectedRow, span == null ? List.of() : List.of(span)));
    }
    boolean whole = visible.size() <= WINDOW;
    int lastPage = (Math.max(1, visible.size()) - 1) / WINDOW * WINDOW;
    TraceState state = view.state().without(TraceState.ROW);
    return new Waterfall(
        visible.size(),
        view.axis().ticks(),
        rows,
        first,
        visible.size() - end,
        state.at(path + "/rows"),
        whole ? "" : range(first, end, visible.size()),
        first == 0 ? "" : rowsFrom(0, state),
        first == 0 ? "" : rowsFrom(Math.max(0, first - WINDOW), state),
        end == visible.size() ? "" : rowsFrom(end, state),
        first == lastPage ? "" : rowsFrom(lastPage, state),
        rows.stream().anyMatch(row -> !row.parts().isEmpty() || row.classes().contains("is-part")),
        view.isClosed() ? 1 : selectedRow + 1,
        foot(view));
  }

  /// The nodes of the window whose spans are drawn from what is stored of them.
  static int[] nodes(TraceInView view, int first) {
    VisibleRows rows = view.rows();
    return IntStream.range(first, Math.min(rows.size(), first + WINDOW))
        .filter(row -> !rows.isRun(row) && !view.trace().isMissing(rows.node(row)))
        .map(rows::node)
        .toArray();
  }

  /// The first row of the window that the address asks for, or that the chosen span is in.
  static int firstRow(TraceInView view) {
    int size = Math.max(1, view.rows().size());
    int wanted =
        view.state()
            .row()
            .orElseGet(() ->
                view.asked() == Anatomy.NONE ? 0 : Math.max(0, view.rows().rowOf(view.asked())));
    return Math.min(wanted, size - 1) / WINDOW * WINDOW;
  }

  /// How high the rows before these are, in pixels.
  public int heightBefore() {
    return first * ROW_HEIGHT;
  }

  /// How high the rows after these are, in pixels.
  public int heightAfter() {
    return after * ROW_HEIGHT;
  }

  private static String foot(TraceInView view) {
    int rows = view.rows().size();
    String spans = Formats.count(view.trace().summary().spanCount(), "span");
    if (view.isFiltered()) {
      return rows == 0
          ? "Nothing in this trace matches"
          : Formats.count(rows, "row") + " of " + spans + " match or lead to a match";
    }
    return Formats.count(rows, "row") + ", " + spans;
  }

  private static String range(int first, int end, int all) {
    return "Rows "
        + Formats.count(first + 1)
        + "–"
        + Formats.count(end)
        + " of "
        + Formats.count(all);
  }

  private static String rowsFrom(int row, TraceState state) {
    return state.with(TraceState.ROW, String.valueOf(row)).link();
  }
}
