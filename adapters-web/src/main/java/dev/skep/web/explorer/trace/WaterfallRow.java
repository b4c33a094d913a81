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

/// One row of a waterfall in words and numbers.
///
/// @param number from 1 on
/// @param level depth from 1; `deep` shows it as a number where it is not indented any more
/// @param expanded whether what is below is seen: `true`, `false`, or empty when nothing is below
/// @param classes CSS classes of the row
/// @param twist link that opens or closes what is below, or empty
/// @param service name of the service where it changes, else empty
/// @param before, hit, after the name, taken apart around what was looked for
/// @param count `×480` of a run, else empty; `run` says more of it
/// @param parts `queue 41.3 ms`, or empty; `partsHref` shows the parts as rows
/// @param note what is odd about the span's place, else empty; `noteTitle` explains it
/// @param inside what is hidden in the row, in words, or empty
/// @param kind the kind, or whom it called
record WaterfallRow(
    int number,
    int level,
    String deep,
    String expanded,
    boolean selected,
    String classes,
    String twist,
    String href,
    String color,
    String service,
    boolean error,
    String before,
    String hit,
    String after,
    String count,
    String run,
    String parts,
    String partsTitle,
    String partsHref,
    String note,
    String noteTitle,
    String inside,
    String kind,
    String duration,
    String exact,
    LaneShapes lane) {
  private static final int DEEPEST_INDENT = 12;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_SERVICE = 40;
  private static final int LONGEST_KIND = 24;

  /// @param stored the span in full, or nothing when it is not at hand
  static WaterfallRow of(TraceInView view, int row, int selectedRow, List<Span> stored) {
    return new Writer(view, row, row == selectedRow).row(stored);
  }

  /// Puts one row into words.
  private static final class Writer {
    private final TraceInView view;
    private final Anatomy trace;
    private final VisibleRows rows;
    private final int row;
    private final int node;
    private final boolean selected;

    Writer(TraceInView view, int row, boolean selected) {
      this.view = view;
      this.trace = view.trace();
      this.rows = view.rows();
      this.row = row;
      this.node = rows.node(row);
      this.selected = selected;
    }

    WaterfallRow row(List<Span> stored) {
      return trace.isMissing(node) ? missing() : rows.isRun(row) ? run() : span(stored);
    }

    private WaterfallRow span(List<Span> stored) {
      SpanOperation operation = trace.operation(node);
      boolean foldsParts = foldsParts();
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
          wasFolded ? partsTitle() : "",
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
          twist(),
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
          expanded(),
          false,
          "is-ghost",
          twist(),
          "",
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
          inside(),
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
          expanded(),
          selected,
          classes(extraClass, level),
          twist(),
          href,
          ServiceColor.of(operation.service()),
          isSameService(operation) ? "" : VisibleText.line(operation.service(), LONGEST_SERVICE),
          trace.isError(node),
          name.before(),
          name.hit(),
          name.after(),
          count,
          run,
          parts,
          partsTitle,
          parts.isEmpty() ? "" : partsHref(),
          note,
          note.isEmpty() ? "" : noteTitle(),
          inside(),
          kind,
          duration,
          exact,
          lane);
    }

    /// Whether the parts of this row's span have no rows of their own.
    private boolean foldsParts() {
      return !rows.isRun(row)
          && (trace.queue(node) != Anatomy.NONE || trace.processing(node) != Anatomy.NONE)
          && !hasPartRow();
    }

    private boolean hasPartRow() {
      for (int below = row + 1;
          below < rows.size() && rows.level(below) > rows.level(row);
          below++) {
        if (rows.level(below) == rows.level(row) + 1) {
          int child = rows.node(below);
          if (child == trace.queue(node) || child == trace.processing(node)) {
            return true;
          }
        }
        if (below - row > 50) {
          break;
        }
      }
      return rows.isClosed(row) && !view.state().foldsParts();
    }

    private String partsTitle() {
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

    private String partsHref() {
      return view.state()
          .adding(TraceState.PARTS, NodeRefs.of(trace, node))
          .with(TraceState.ROW, String.valueOf(row))
          .link();
    }

    private String expanded() {
      return rows.isOpen(row) ? "true" : rows.isClosed(row) ? "false" : "";
    }

    private String twist() {
      if (!rows.isOpen(row) && !rows.isClosed(row)) {
        return "";
      }
      TraceState state = view.state().with(TraceState.ROW, String.valueOf(row));
      String ref = NodeRefs.of(trace, node);
      boolean open = rows.isOpen(row);
      if (rows.isRun(row)) {
        state = open ? state.removing(TraceState.RUNS, ref) : state.adding(TraceState.RUNS, ref);
      } else if (rows.level(row) + 1 < state.levels()) {
        state =
            open ? state.adding(TraceState.CLOSED, ref) : state.removing(TraceState.CLOSED, ref);
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

    private boolean isSameService(SpanOperation operation) {
      int parent = trace.parent(node);
      return row > 0
          && parent != Anatomy.NONE
          && !trace.isMissing(parent)
          && trace.operation(parent).service().equals(operation.service());
    }

    private String classes(String extra, int level) {
      var classes = new StringBuilder(extra);
      if (trace.isError(node)) {
        classes.append(" is-error").append(view.origins().get(node) ? " is-origin" : "");
      }
      if (level > DEEPEST_INDENT) {
        classes.append(" is-deep");
      }
      if (view.isMarking() && !isHit()) {
        classes.append(" is-dim");
      }
      return classes.toString().strip();
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

    /// What a closed row hides: spans, and errors among them.
    private String inside() {
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
      return "+"
          + Formats.count(spans)
          + (errors == 0 ? "" : ", " + Formats.count(errors, "error"));
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
}
