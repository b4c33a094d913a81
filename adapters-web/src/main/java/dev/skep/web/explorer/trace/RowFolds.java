package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.VisibleRows;
import dev.skep.web.explorer.text.Formats;

/// What is folded into one row of a waterfall, and the links that open and close it.
final class RowFolds {
  private static final int FARTHEST_PART = 50;

  private final TraceInView view;
  private final Anatomy trace;
  private final VisibleRows rows;
  private final int row;
  private final int node;

  RowFolds(TraceInView view, int row) {
    this.view = view;
    this.trace = view.trace();
    this.rows = view.rows();
    this.row = row;
    this.node = rows.node(row);
  }

  /// Whether the parts of this row's span have no rows of their own.
  boolean foldsParts() {
    return !rows.isRun(row)
        && (trace.queue(node) != Anatomy.NONE || trace.processing(node) != Anatomy.NONE)
        && !hasPartRow();
  }

  private boolean hasPartRow() {
    for (int below = row + 1; below < rows.size() && rows.level(below) > rows.level(row); below++) {
      if (rows.level(below) == rows.level(row) + 1) {
        int child = rows.node(below);
        if (child == trace.queue(node) || child == trace.processing(node)) {
          return true;
        }
      }
      if (below - row > FARTHEST_PART) {
        break;
      }
    }
    return rows.isClosed(row) && !view.state().foldsParts();
  }

  String partsTitle() {
    return "in queue "
        + Formats.duration(trace.waiting(node))
        + " and processing "
        + (trace.processing(node) == Anatomy.NONE
            ? "–"
            : Formats.duration(trace.duration(trace.processing(node))))
        + " are folded into this row; it waited for "
        + Formats.percent((double) trace.waiting(node) / Math.max(1, trace.duration(node)))
        + " of its time";
  }

  String partsHref() {
    return view.state()
        .adding(TraceState.PARTS, NodeRefs.of(trace, node))
        .with(TraceState.ROW, String.valueOf(row))
        .link();
  }

  String expanded() {
    return rows.isOpen(row) ? "true" : rows.isClosed(row) ? "false" : "";
  }

  String twist() {
    if (!rows.isOpen(row) && !rows.isClosed(row)) {
      return "";
    }
    TraceState state = view.state().with(TraceState.ROW, String.valueOf(row));
    String ref = NodeRefs.of(trace, node);
    boolean open = rows.isOpen(row);
    if (rows.isRun(row)) {
      state = open ? state.removing(TraceState.RUNS, ref) : state.adding(TraceState.RUNS, ref);
    } else if (rows.level(row) + 1 < state.levels()) {
      state = open ? state.adding(TraceState.CLOSED, ref) : state.removing(TraceState.CLOSED, ref);
    } else {
      state = open ? state.removing(TraceState.OPEN, ref) : state.adding(TraceState.OPEN, ref);
    }
    // What is asked for stands open, so what is above it could not be closed.
    return (open && view.asked() != Anatomy.NONE ? closingAboveTheAsked(state) : state).link();
  }

  private TraceState closingAboveTheAsked(TraceState state) {
    int asked = view.asked();
    boolean isAbove =
        rows.isRun(row)
            ? rows.run(row).members().anyMatch(m -> m <= asked && asked < trace.end(m))
            : node < asked && asked < trace.end(node);
    return isAbove ? state.without(TraceState.SPAN, TraceState.NTH) : state;
  }

  /// What a closed row hides: spans, and errors among them.
  String inside() {
    if (!rows.isClosed(row)) {
      return "";
    }
    int errors;
    if (rows.isRun(row)) {
      errors = rows.run(row).members().map(view::errorsBelow).sum();
      return errors == 0 ? "" : Formats.count(errors, "error") + " inside";
    }
    int spans = trace.end(node) - node - 1;
    errors = view.errorsBelow(node);
    return "+" + Formats.count(spans) + (errors == 0 ? "" : ", " + Formats.count(errors, "error"));
  }
}
