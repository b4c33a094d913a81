package dev.skep.web.explorer.trace;

import dev.skep.application.usecase.OpenTrace;
import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.CriticalPath;
import dev.skep.domain.anatomy.Folding;
import dev.skep.domain.anatomy.NodeSets;
import dev.skep.domain.anatomy.VisibleRows;
import java.util.BitSet;

/// A trace as one address shows it: what is folded, found and chosen.
final class TraceInView {
  private final Anatomy trace;
  private final CriticalPath path;
  private final TraceState state;
  private final Axis axis;
  private final BitSet errors;
  private final BitSet origins;
  private final BitSet hits;
  private final boolean filtered;
  private final int asked;
  private final int selected;
  private final VisibleRows rows;
  private final int[] errorsBefore;

  TraceInView(OpenTrace.Opened opened, TraceState state) {
    this.trace = opened.anatomy();
    this.path = opened.path();
    this.state = state;
    this.axis = Axis.of(trace, state);
    this.errors = NodeSets.errors(trace);
    this.origins = NodeSets.origins(trace);
    this.hits = state.find().isEmpty() ? new BitSet() : NodeSets.matching(trace, state.find());
    this.asked = state.span(trace);
    this.selected = asked == Anatomy.NONE && !state.showsNoSpan() ? firstOfInterest() : asked;
    this.filtered = state.errorsOnly() || (!state.find().isEmpty() && !state.marksOnly());
    this.rows = fold();
    this.errorsBefore = new int[trace.size() + 1];
    for (int node = 0; node < trace.size(); node++) {
      errorsBefore[node + 1] = errorsBefore[node] + (trace.isError(node) ? 1 : 0);
    }
  }

  private VisibleRows fold() {
    Folding folding = state.folding(trace);
    var standing = new BitSet();
    if (asked != Anatomy.NONE) {
      standing.set(asked);
    }
    if (!filtered) {
      return VisibleRows.of(trace, folding, NodeSets.all(trace), standing);
    }
    BitSet wanted = NodeSets.all(trace);
    if (state.errorsOnly()) {
      wanted.and(errors);
    }
    if (!state.find().isEmpty() && !state.marksOnly()) {
      wanted.and(hits);
      wanted.stream().filter(trace::isPart).forEach(standing::set);
    }
    standing.and(wanted);
    var unfolded =
        new Folding(
            folding.parts(),
            false,
            folding.levels(),
            folding.opened(),
            folding.closed(),
            folding.openRuns(),
            folding.openParts());
    return VisibleRows.of(trace, unfolded, wanted, standing);
  }

  private int firstOfInterest() {
    int error = errors.nextSetBit(0);
    int first = error >= 0 ? error : 0;
    // The first of all may be a parent that is not stored; a span is below it.
    return trace.isMissing(first) ? first + 1 : first;
  }

  Anatomy trace() {
    return trace;
  }

  CriticalPath path() {
    return path;
  }

  TraceState state() {
    return state;
  }

  Axis axis() {
    return axis;
  }

  VisibleRows rows() {
    return rows;
  }

  /// The spans in error.
  BitSet errors() {
    return errors;
  }

  /// The spans where an error began.
  BitSet origins() {
    return origins;
  }

  /// The spans that the search within the trace found.
  BitSet hits() {
    return hits;
  }

  /// Whether something is looked for, so that what is not it stands back.
  boolean isMarking() {
    return !state.find().isEmpty() && state.marksOnly();
  }

  /// Whether only some of the trace is shown.
  boolean isFiltered() {
    return filtered;
  }

  /// The span that the address asks for, or [Anatomy#NONE].
  int asked() {
    return asked;
  }

  /// The span that is shown in full, or [Anatomy#NONE].
  int selected() {
    return selected;
  }

  /// Whether no span is shown in full.
  boolean isClosed() {
    return selected == Anatomy.NONE;
  }

  /// How many spans below a node, and not itself, are in error.
  int errorsBelow(int node) {
    return errorsBefore[trace.end(node)] - errorsBefore[node + 1];
  }
}
