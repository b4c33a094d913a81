package dev.skep.domain.search.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How many traces started when and took how long.
///
/// @param cells those with at least one trace, column by column, in each from the shortest on
public record HeatMap(TimeColumns columns, List<Cell> cells) {
  public HeatMap {
    cells = List.copyOf(cells);
  }

  /// The same with columns twice as wide.
  public HeatMap coarser() {
    TimeColumns wide = columns.wider();
    var merged = new TreeMap<Integer, Cell>();
    for (Cell cell : cells) {
      int column = wide.column(columns.start() + cell.column() * columns.step());
      merged.merge(
          column * LatencyRows.COUNT + cell.row(),
          new Cell(column, cell.row(), cell.traces(), cell.inError()),
          (one, other) ->
              new Cell(
                  one.column(),
                  one.row(),
                  one.traces() + other.traces(),
                  one.inError() + other.inError()));
    }
    return new HeatMap(wide, new ArrayList<>(merged.values()));
  }

  /// The traces that started in a column and took as long as a row of [LatencyRows] says.
  ///
  /// @param inError how many of them are in error
  public record Cell(int column, int row, long traces, long inError) {}
}
