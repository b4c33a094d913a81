package dev.skep.web.query;

import dev.skep.domain.search.overview.LatencyRows;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.trace.UnixNano;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Some cells of a heat map side by side, as an address names them in a few characters: there are
/// hundreds of such links on a page. `/cell?at=hi6b0.1aao.c` leads to the search for what is in the
/// cell.
///
/// The numbers are to the base of 36: the column, counted from 1970 on; how many milliseconds a
/// column has; the row of [LatencyRows]. `first-last` may stand for the column and the row. Without
/// a row all of the column is meant.
public final class HeatCells {
  /// The path that leads on.
  public static final String PATH = "/cell";

  private static final String AT = "at";
  private static final int RADIX = 36;
  private static final long MILLI = 1_000_000L;
  private static final Pattern CELLS =
      Pattern.compile(
          "([0-9a-z]{1,10})(?:-([0-9a-z]{1,10}))?\\.([0-9a-z]{1,9})"
              + "(?:\\.([0-9a-z]{1,2})(?:-([0-9a-z]{1,2}))?)?");

  private HeatCells() {}

  /// The name of a cell.
  public static String cell(TimeColumns columns, int column, int row) {
    return column(columns, column) + "." + Integer.toString(row, RADIX);
  }

  /// The name of a whole column.
  public static String column(TimeColumns columns, int column) {
    return Long.toString(columns.start() / columns.step() + column, RADIX)
        + "."
        + Long.toString(columns.step() / MILLI, RADIX);
  }

  /// What every address of a cell begins with; the name follows.
  public static String prefix(UrlQuery search) {
    String others = rest(search).at(PATH);
    return others + (others.equals(PATH) ? "?" : "&") + AT + "=";
  }

  /// The search that an address of cells stands for; without them when they cannot be read.
  public static UrlQuery search(UrlQuery address) {
    UrlQuery rest = rest(address);
    Matcher cells = CELLS.matcher(address.first(AT));
    if (!cells.matches()) {
      return rest;
    }
    long milli = number(cells, 3, 0);
    long firstColumn = number(cells, 1, 0);
    long lastColumn = number(cells, 2, firstColumn);
    Optional<Instant> from = instant(firstColumn, milli);
    Optional<Instant> to = instant(lastColumn + 1, milli);
    if (from.isEmpty() || to.isEmpty() || !from.get().isBefore(to.get())) {
      return rest;
    }
    UrlQuery narrowed = new TimeRange.Between(from.get(), to.get()).in(rest);
    int firstRow = (int) number(cells, 4, LatencyRows.COUNT);
    int lastRow = (int) number(cells, 5, firstRow);
    return firstRow <= lastRow && lastRow < LatencyRows.COUNT
        ? rows(narrowed, firstRow, lastRow)
        : narrowed;
  }

  private static UrlQuery rows(UrlQuery search, int first, int last) {
    UrlQuery narrowed = search.without("minDuration", "maxDuration");
    if (first > 0) {
      narrowed = narrowed.with("minDuration", text(LatencyRows.least(first)));
    }
    return last < LatencyRows.COUNT - 1
        ? narrowed.with("maxDuration", text(LatencyRows.least(last + 1) - 1))
        : narrowed;
  }

  private static UrlQuery rest(UrlQuery search) {
    return search.without("cursor", "shown", AT);
  }

  private static String text(long nanos) {
    return DurationText.write(Duration.ofNanos(nanos));
  }

  private static long number(Matcher cells, int group, long otherwise) {
    String digits = cells.group(group);
    return digits == null ? otherwise : Long.parseLong(digits, RADIX);
  }

  /// A moment that has a position; nothing beyond.
  private static Optional<Instant> instant(long column, long milli) {
    try {
      return Optional.of(
          UnixNano.toInstant(Math.multiplyExact(column, Math.multiplyExact(milli, MILLI))));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
