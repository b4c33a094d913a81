package dev.skep.web.explorer.trace;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanTree;
import dev.skep.domain.trace.SpanTree.Node;
import dev.skep.domain.trace.Trace;
import dev.skep.web.query.UrlQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The spans of a trace in the order of the waterfall, each in its row, with a reference that stays
/// the same while more spans arrive: its id, and its number among several spans of one id.
final class TraceLayout {
  static final int NO_ROW = -1;

  private final Trace trace;
  private final List<Node> nodes;
  private final int[] parentRows;
  private final boolean[] errorBelow;
  // By the span's place in the trace, not by row: the first span of an id is its number 1.
  private final int[] numbers;
  private final int duplicates;

  TraceLayout(Trace trace, SpanTree tree) {
    this.trace = trace;
    this.nodes = tree.nodes();
    this.parentRows = new int[nodes.size()];
    this.errorBelow = new boolean[nodes.size()];
    this.numbers = new int[nodes.size()];
    Map<SpanId, Integer> seen = HashMap.newHashMap(nodes.size());
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = seen.merge(trace.spans().get(i).spanId(), 1, Integer::sum);
    }
    this.duplicates = numbers.length - seen.size();
    findParents(tree.depth());
  }

  private void findParents(int depth) {
    int[] lastOfLevel = new int[depth];
    for (int row = 0; row < parentRows.length; row++) {
      Node node = nodes.get(row);
      lastOfLevel[node.depth()] = row;
      parentRows[row] = node.depth() == 0 ? NO_ROW : lastOfLevel[node.depth() - 1];
      if (node.span().isError() && parentRows[row] != NO_ROW) {
        errorBelow[parentRows[row]] = true;
      }
    }
  }

  int rows() {
    return nodes.size();
  }

  Node node(int row) {
    return nodes.get(row);
  }

  Span span(int row) {
    return trace.spans().get(nodes.get(row).index());
  }

  /// The row that this one hangs under, or [#NO_ROW].
  int parentRow(int row) {
    return parentRows[row];
  }

  /// Whether an error came into the trace here: the span is in error, and none directly below it.
  boolean isOrigin(int row) {
    return node(row).span().isError() && !errorBelow[row];
  }

  /// How many spans share their id with an earlier one.
  int duplicates() {
    return duplicates;
  }

  /// Which of the spans with its id the span in this row is, from 1.
  int number(int row) {
    return numbers[nodes.get(row).index()];
  }

  /// The parameters that select the span in this row.
  UrlQuery reference(int row) {
    var reference = UrlQuery.EMPTY.with("span", nodes.get(row).span().spanId().value());
    return number(row) == 1 ? reference : reference.with("nth", String.valueOf(number(row)));
  }

  /// The row of the span that the parameters select, or [#NO_ROW].
  int rowOf(UrlQuery reference) {
    String spanId = reference.first("span");
    String nth = reference.first("nth");
    for (int row = 0; row < nodes.size(); row++) {
      if (nodes.get(row).span().spanId().value().equals(spanId)
          && (nth.isEmpty() ? number(row) == 1 : nth.equals(String.valueOf(number(row))))) {
        return row;
      }
    }
    return NO_ROW;
  }

  /// The first row in error, or the first of all.
  int firstOfInterest() {
    for (int row = 0; row < nodes.size(); row++) {
      if (node(row).span().isError()) {
        return row;
      }
    }
    return 0;
  }
}
