package dev.skep.domain.anatomy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The rows of a waterfall in which some of a trace is folded. Every node that is to be seen has a
/// row, is the part of a request with a row, is in a row of like siblings, or is below a node that
/// is closed; and exactly one of these.
public final class VisibleRows {
  private final Anatomy trace;
  private final int[] nodes;
  private final int[] levels;
  private final BitSet open;
  private final BitSet closed;
  // By row: the number of its run, or NONE.
  private final int[] runOf;
  private final List<LikeSiblings> runs;

  VisibleRows(
      Anatomy trace,
      int[] nodes,
      int[] levels,
      BitSet open,
      BitSet closed,
      int[] runOf,
      List<LikeSiblings> runs) {
    this.trace = trace;
    this.nodes = nodes;
    this.levels = levels;
    this.open = open;
    this.closed = closed;
    this.runOf = runOf;
    this.runs = List.copyOf(runs);
  }

  /// Folds a trace.
  ///
  /// @param shown the nodes that are to be seen; those above them are too
  /// @param standing nodes that get a row of their own, whatever is folded
  public static VisibleRows of(Anatomy trace, Folding folding, BitSet shown, BitSet standing) {
    return new RowFolder(trace, folding, shown, standing).rows();
  }

  /// All nodes, folded.
  public static VisibleRows of(Anatomy trace, Folding folding) {
    return of(trace, folding, NodeSets.all(trace), new BitSet());
  }

  public int size() {
    return nodes.length;
  }

  /// The node of a row; of like siblings the first.
  public int node(int row) {
    return nodes[row];
  }

  /// How deep the row stands, from 0 on.
  public int level(int row) {
    return levels[row];
  }

  /// Whether the row is several siblings.
  public boolean isRun(int row) {
    return runOf[row] != Anatomy.NONE;
  }

  /// The siblings of such a row.
  public LikeSiblings run(int row) {
    return runs.get(runOf[row]);
  }

  /// Whether the row has rows below it which are seen.
  public boolean isOpen(int row) {
    return open.get(row);
  }

  /// Whether the row has rows below it which are not seen.
  public boolean isClosed(int row) {
    return closed.get(row);
  }

  /// The row of a node, or of the siblings, the request or the closed node that it is folded into;
  /// or [Anatomy#NONE] when it is not to be seen.
  public int rowOf(int node) {
    int[] rowOfNode = new int[trace.size()];
    Arrays.fill(rowOfNode, Anatomy.NONE);
    for (int row = 0; row < nodes.length; row++) {
      if (!isRun(row)) {
        rowOfNode[nodes[row]] = row;
      } else if (!isOpen(row)) {
        int run = row;
        run(row).members().forEach(member -> rowOfNode[member] = run);
      }
    }
    int at = node;
    while (at != Anatomy.NONE && rowOfNode[at] == Anatomy.NONE) {
      at = trace.parent(at);
    }
    return at == Anatomy.NONE ? Anatomy.NONE : rowOfNode[at];
  }

  /// The row that this one stands under, or [Anatomy#NONE].
  public int parentRow(int row) {
    int above = row - 1;
    while (above >= 0 && levels[above] >= levels[row]) {
      above--;
    }
    return above;
  }
}
