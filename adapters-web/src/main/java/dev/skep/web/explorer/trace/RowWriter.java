package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.LikeSiblings;
import dev.skep.domain.anatomy.SpanOperation;
import dev.skep.domain.anatomy.VisibleRows;
import dev.skep.domain.calls.Peer;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanTree.Place;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.VisibleText;
import java.util.List;

/// Puts one row of a waterfall into words.
final class RowWriter {
  private static final int DEEPEST_INDENT = 12;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_SERVICE = 40;
  private static final int LONGEST_KIND = 24;

  private final TraceInView view;
  private final Anatomy trace;
  private final VisibleRows rows;
  private final RowFolds folds;
  private final int row;
  private final int node;
  private final boolean selected;

  RowWriter(TraceInView view, int row, boolean selected) {
    this.view = view;
    this.trace = view.trace();
    this.rows = view.rows();
    this.folds = new RowFolds(view, row);
    this.row = row;
    this.node = rows.node(row);
    this.selected = selected;
  }

  WaterfallRow row(List<Span> stored) {
    return trace.isMissing(node) ? missing() : rows.isRun(row) ? run() : span(stored);
  }

  private WaterfallRow span(List<Span> stored) {
    SpanOperation operation = trace.operation(node);
    boolean foldsParts = folds.foldsParts();
    boolean wasFolded = foldsParts && view.state().foldsParts();
    Marked name = Marked.of(VisibleText.line(operation.name(), LONGEST_NAME), view.state());
    return row(
        "",
        foldsParts || !trace.isPart(node) ? "" : "is-part",
        view.state().with(trace, node).link(),
        operation,
        name,
        "",
        "",
        wasFolded && trace.queue(node) != Anatomy.NONE
            ? "queue " + Formats.duration(trace.waiting(node))
            : "",
        wasFolded ? folds.partsTitle() : "",
        note(),
        kind(operation, stored),
        duration(),
        SpanWords.exact(trace, node),
        LaneShapes.ofSpan(view, node, foldsParts, stored));
  }

  private WaterfallRow run() {
    LikeSiblings run = rows.run(row);
    SpanOperation operation = trace.operation(node);
    return row(
        "",
        "is-run",
        folds.twist(),
        operation,
        Marked.of(VisibleText.line(operation.name(), LONGEST_NAME), view.state()),
        "×" + Formats.count(run.count()),
        "p50 " + Formats.duration(run.median()) + ", max " + Formats.duration(run.longest()),
        "",
        "",
        "",
        operation.kind().slug(),
        Formats.duration(run.lastMoment() - run.start()),
        "From the first to the last: "
            + Formats.exact(run.lastMoment() - run.start())
            + "; together "
            + Formats.exact(run.total()),
        LaneShapes.ofRun(view, run));
  }

  private WaterfallRow missing() {
    var below = trace.operation(node + 1);
    return new WaterfallRow(
        row + 1,
        rows.level(row) + 1,
        "",
        folds.expanded(),
        false,
        "is-ghost",
        folds.twist(),
        "",
        "",
        false,
        "missing parent ",
        "",
        VisibleText.line(trace.id(node).value()),
        "",
        "",
        "",
        "",
        "",
        SpanWords.missing(trace, node),
        "",
        folds.inside(),
        "",
        "–",
        "Nothing is known of it but that "
            + VisibleText.line(below.service(), LONGEST_SERVICE)
            + " names it as a parent",
        LaneShapes.ofMissing(view, node));
  }

  private WaterfallRow row(
      String deep,
      String extraClass,
      String href,
      SpanOperation operation,
      Marked name,
      String count,
      String run,
      String parts,
      String partsTitle,
      String note,
      String kind,
      String duration,
      String exact,
      LaneShapes lane) {
    int level = rows.level(row) + 1;
    return new WaterfallRow(
        row + 1,
        level,
        level > DEEPEST_INDENT ? String.valueOf(level) : deep,
        folds.expanded(),
        selected,
        classes(extraClass, level, operation),
        folds.twist(),
        href,
        isSameService(operation) ? "" : VisibleText.line(operation.service(), LONGEST_SERVICE),
        trace.isError(node),
        name.before(),
        name.hit(),
        name.after(),
        count,
        run,
        parts,
        partsTitle,
        parts.isEmpty() ? "" : folds.partsHref(),
        note,
        note.isEmpty() ? "" : noteTitle(),
        folds.inside(),
        kind,
        duration,
        exact,
        lane);
  }

  private boolean isSameService(SpanOperation operation) {
    int parent = trace.parent(node);
    return row > 0
        && parent != Anatomy.NONE
        && !trace.isMissing(parent)
        && trace.operation(parent).service().equals(operation.service());
  }

  private String classes(String extra, int level, SpanOperation operation) {
    var classes = new StringBuilder(ServiceColor.of(operation.service()));
    classes.append(extra.isEmpty() ? "" : " ").append(extra);
    if (trace.isError(node)) {
      classes.append(" is-error").append(view.origins().get(node) ? " is-origin" : "");
    }
    if (level > DEEPEST_INDENT) {
      classes.append(" is-deep");
    }
    if (view.isMarking() && !isHit()) {
      classes.append(" is-dim");
    }
    return classes.toString();
  }

  private boolean isHit() {
    return rows.isRun(row)
        ? rows.run(row).members().anyMatch(view.hits()::get)
        : view.hits().get(node);
  }

  private String note() {
    if (trace.place(node) == Place.CYCLE_CUT) {
      return "cycle cut here";
    }
    return trace.number(node) > 1 ? "same id, no. " + trace.number(node) : "";
  }

  private String noteTitle() {
    return trace.place(node) == Place.CYCLE_CUT ? SpanWords.CYCLE_CUT : SpanWords.DUPLICATE;
  }

  private static String kind(SpanOperation operation, List<Span> stored) {
    if (operation.kind().isExit() && !stored.isEmpty()) {
      String peer = Peer.of(stored.getFirst()).name();
      if (!peer.equals(Peer.UNKNOWN)) {
        return "→ " + VisibleText.line(peer, LONGEST_KIND);
      }
    }
    return operation.kind().slug();
  }

  private String duration() {
    return trace.isTimed(node) ? Formats.duration(trace.duration(node)) : "–";
  }
}
