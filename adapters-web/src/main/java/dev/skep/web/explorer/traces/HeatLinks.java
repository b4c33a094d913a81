package dev.skep.web.explorer.traces;

import dev.skep.domain.search.overview.HeatMap;
import dev.skep.domain.search.overview.HeatMap.Cell;

/// What of a heat map leads to the traces behind it: each cell while there is room for so many
/// links, else each column, where the script leads to the cell that is pointed at. Not even a
/// column when the search is too long to stand in dozens of links.
enum HeatLinks {
  CELLS,
  COLUMNS,
  NONE;

  private static final int MOST_BYTES_OF_LINKS = 14_000;
  private static final int BYTES_OF_A_CELL = 49;
  private static final int BYTES_OF_ERRORS = 23;
  private static final int BYTES_OF_A_LINK = 36;
  private static final int BYTES_OF_A_COLUMN = 120;

  /// @param link what the address of each cell begins with
  /// @param room about how many bytes of the page the map may take
  static HeatLinks of(HeatMap map, String link, int room) {
    return CELLS.bytes(map, link) <= room
        ? CELLS
        : COLUMNS.ofLinks(map, link) <= MOST_BYTES_OF_LINKS ? COLUMNS : NONE;
  }

  /// About how many bytes the map takes of the page with these, its words among them.
  long bytes(HeatMap map, String link) {
    long errors = map.cells().stream().filter(cell -> cell.inError() > 0).count();
    return (long) map.cells().size() * BYTES_OF_A_CELL
        + errors * BYTES_OF_ERRORS
        + columns(map) * BYTES_OF_A_COLUMN
        + ofLinks(map, link);
  }

  /// In the drawing, and once more for each column in the words.
  private long ofLinks(HeatMap map, String link) {
    int each = BYTES_OF_A_LINK + link.length();
    return switch (this) {
      case CELLS -> (map.cells().size() + columns(map)) * each;
      case COLUMNS -> 2 * columns(map) * each;
      case NONE -> 0;
    };
  }

  private static long columns(HeatMap map) {
    return map.cells().stream().mapToInt(Cell::column).distinct().count();
  }
}
