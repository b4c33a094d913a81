package dev.skep.web.explorer.trace;

import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Span;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.Timeline;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.UrlQuery;
import java.util.ArrayList;
import java.util.List;

/// One page of the rows of a trace.
///
/// @param ticks names of five points on the axis
/// @param range which rows these are: `Rows 501–1,000 of 100,000`; or empty when it is all of them
/// @param previous link to the rows before, or empty
/// @param next link to the rows after, or empty
public record Waterfall(
    int rowCount,
    List<String> ticks,
    List<Row> rows,
    String range,
    String first,
    String previous,
    String next,
    String last) {
  /// The most rows on a page.
  static final int PAGE = 500;

  private static final int DEEPEST_INDENT = 12;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_SERVICE = 40;

  /// One span in words and numbers.
  ///
  /// @param level depth from 1; `deep` shows it as a number where it is not indented any more
  /// @param classes CSS classes of the row
  /// @param service name of the service where it changes, else empty
  /// @param note what is odd about the span's place, else empty; `noteTitle` explains it
  /// @param shift moves a bar at the right edge back into view
  public record Row(
      int number,
      int level,
      String deep,
      boolean selected,
      String classes,
      String href,
      String color,
      String service,
      boolean error,
      String name,
      String note,
      String noteTitle,
      String kind,
      String duration,
      String exact,
      String x,
      String width,
      String shift,
      String capX,
      boolean origin) {}

  static Waterfall of(
      TraceLayout layout, Timeline timeline, int firstRow, int selectedRow, String path) {
    int end = Math.min(layout.rows(), firstRow + PAGE);
    List<Row> rows = new ArrayList<>(end - firstRow);
    for (int row = firstRow; row < end; row++) {
      rows.add(row(layout, timeline, row, row == firstRow, row == selectedRow));
    }
    boolean whole = layout.rows() <= PAGE;
    int lastPage = (layout.rows() - 1) / PAGE * PAGE;
    return new Waterfall(
        layout.rows(),
        timeline.ticks(),
        rows,
        whole ? "" : range(firstRow, end, layout.rows()),
        firstRow == 0 ? "" : rowsFrom(0, path),
        firstRow == 0 ? "" : rowsFrom(firstRow - PAGE, path),
        end == layout.rows() ? "" : rowsFrom(end, path),
        firstRow == lastPage ? "" : rowsFrom(lastPage, path));
  }

  /// The first row of the page that this row is on.
  static int pageOf(int row) {
    return row / PAGE * PAGE;
  }

  /// Whether some row is drawn as a part of its request, so that the legend should say so.
  public boolean hasParts() {
    return rows.stream().anyMatch(row -> row.classes().contains("is-part"));
  }

  private static String range(int first, int end, int all) {
    return "Rows "
        + Formats.count(first + 1)
        + "–"
        + Formats.count(end)
        + " of "
        + Formats.count(all);
  }

  private static String rowsFrom(int row, String path) {
    return UrlQuery.EMPTY.with("row", String.valueOf(row)).at(path);
  }

  private static Row row(
      TraceLayout layout, Timeline timeline, int row, boolean first, boolean selected) {
    Span span = layout.span(row);
    int level = layout.node(row).depth() + 1;
    int parent = layout.parentRow(row);
    boolean sameService =
        !first
            && parent != TraceLayout.NO_ROW
            && layout.node(parent).span().serviceName().equals(span.serviceName());
    double begin = timeline.begin(span);
    double share = timeline.share(span);
    return new Row(
        row + 1,
        level,
        level > DEEPEST_INDENT ? String.valueOf(level) : "",
        selected,
        classes(layout, row, level),
        layout.reference(row).at(""),
        ServiceColor.of(span.serviceName()),
        sameService ? "" : VisibleText.line(span.serviceName(), LONGEST_SERVICE),
        span.status().isError(),
        VisibleText.line(span.name(), LONGEST_NAME),
        note(layout, row),
        noteTitle(layout, row),
        span.kind().slug(),
        duration(span),
        exact(span),
        Timeline.percent(begin),
        Timeline.width(share),
        Timeline.isThin(share) && begin > 0.99 ? "translate(-2 0)" : "",
        Timeline.percent(begin + share),
        layout.isOrigin(row));
  }

  private static String classes(TraceLayout layout, int row, int level) {
    var classes = new StringBuilder();
    if (layout.node(row).span().isError()) {
      classes.append(layout.isOrigin(row) ? "is-error is-origin" : "is-error");
    }
    String name = layout.node(row).span().name();
    if (name.equals("in queue") || name.equals("processing")) {
      classes.append(" is-part");
    }
    if (level > DEEPEST_INDENT) {
      classes.append(" is-deep");
    }
    return classes.toString().strip();
  }

  private static String note(TraceLayout layout, int row) {
    return switch (layout.node(row).place()) {
      case PARENT_MISSING -> "parent missing";
      case CYCLE_CUT -> "cycle cut here";
      case ROOT, CHILD -> layout.number(row) > 1 ? "same id, no. " + layout.number(row) : "";
    };
  }

  private static String noteTitle(TraceLayout layout, int row) {
    return switch (layout.node(row).place()) {
      case PARENT_MISSING -> SpanPanel.PARENT_MISSING;
      case CYCLE_CUT -> SpanPanel.CYCLE_CUT;
      case ROOT, CHILD -> layout.number(row) > 1 ? SpanPanel.DUPLICATE : "";
    };
  }

  private static String duration(Span span) {
    return span.end() instanceof EndTime.At && !span.endsBeforeStart()
        ? Formats.duration(span.duration().toNanos())
        : "–";
  }

  private static String exact(Span span) {
    if (span.endsBeforeStart()) {
      return SpanPanel.ENDS_BEFORE_START;
    }
    return span.end() instanceof EndTime.At
        ? Formats.exact(span.duration().toNanos())
        : SpanPanel.NO_END;
  }
}
