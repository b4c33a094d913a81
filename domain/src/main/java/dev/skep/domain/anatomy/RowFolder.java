package dev.skep.domain.anatomy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Walks through a trace and leaves out what is folded.
final class RowFolder {
  private final Anatomy trace;
  private final Folding folding;
  private final BitSet shown;
  private final BitSet standing;
  // What is above a node with a row of its own, which therefore stands open.
  private final BitSet above;
  private final BitSet open = new BitSet();
  private final BitSet closed = new BitSet();
  private final List<LikeSiblings> runs = new ArrayList<>();
  private final Deque<Siblings> pending = new ArrayDeque<>();
  private int[] nodes;
  private int[] levels;
  private int[] runOf;
  private int rows;

  RowFolder(Anatomy trace, Folding folding, BitSet shown, BitSet standing) {
    this.trace = trace;
    this.folding = folding;
    this.shown = NodeSets.withAncestors(trace, shown);
    this.standing = standing;
    this.above = NodeSets.withAncestors(trace, standing);
    this.nodes = new int[Math.min(trace.size(), 1024)];
    this.levels = new int[nodes.length];
    this.runOf = new int[nodes.length];
  }

  /// Siblings whose rows are being written: nodes, and the numbers of runs as `~run`.
  private static final class Siblings {
    private final int[] items;
    private final int level;
    private int next;

    Siblings(int[] items, int level) {
      this.items = items;
      this.level = level;
    }
  }

  VisibleRows rows() {
    pending.push(new Siblings(folded(below(Anatomy.NONE)), 0));
    while (!pending.isEmpty()) {
      Siblings siblings = pending.element();
      if (siblings.next == siblings.items.length) {
        pending.pop();
      } else {
        int item = siblings.items[siblings.next++];
        if (item >= 0) {
          addNode(item, siblings.level);
        } else {
          addRun(~item, siblings.level);
        }
      }
    }
    return new VisibleRows(
        trace,
        Arrays.copyOf(nodes, rows),
        Arrays.copyOf(levels, rows),
        open,
        closed,
        Arrays.copyOf(runOf, rows),
        runs);
  }

  private void addNode(int node, int level) {
    int[] below = below(node);
    boolean isOpen = hasStandingBelow(node) || folding.isOpen(node, level);
    addRow(node, level, Anatomy.NONE, below.length > 0, isOpen);
    if (below.length > 0 && isOpen) {
      pending.push(new Siblings(folded(below), level + 1));
    }
  }

  private void addRun(int run, int level) {
    int[] members = runs.get(run).members().toArray();
    boolean isOpen =
        folding.openRuns().contains(members[0]) || IntStream.of(members).anyMatch(above::get);
    addRow(members[0], level, run, true, isOpen);
    if (isOpen) {
      pending.push(new Siblings(members, level + 1));
    }
  }

  private void addRow(int node, int level, int run, boolean hasBelow, boolean isOpen) {
    if (rows == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * rows);
      levels = Arrays.copyOf(levels, 2 * rows);
      runOf = Arrays.copyOf(runOf, 2 * rows);
    }
    nodes[rows] = node;
    levels[rows] = level;
    runOf[rows] = run;
    (isOpen ? open : closed).set(rows, hasBelow);
    rows++;
  }

  private boolean hasStandingBelow(int node) {
    int next = standing.nextSetBit(node + 1);
    return next >= 0 && next < trace.end(node);
  }

  /// The nodes that are to be seen directly below a node, or at the top, by start. Where a part of
  /// the node is folded, what is below the part stands here.
  private int[] below(int node) {
    int[] found = new int[8];
    int count = 0;
    boolean spliced = false;
    int child = node == Anatomy.NONE ? 0 : trace.firstChild(node);
    while (child != Anatomy.NONE) {
      int next = trace.nextSibling(child);
      if (shown.get(child)) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = child;
        if (isFoldedPart(node, child)) {
          count--;
          int[] inner = below(child);
          found = Arrays.copyOf(found, Math.max(found.length, 2 * (count + inner.length + 1)));
          System.arraycopy(inner, 0, found, count, inner.length);
          count += inner.length;
          spliced |= inner.length > 0;
        }
      }
      child = next;
    }
    int[] all = Arrays.copyOf(found, count);
    return spliced ? SortedNodes.byAscending(trace::start, all) : all;
  }

  /// A part is no entry, so nothing below it is a part: `below` goes one level down, not further.
  private boolean isFoldedPart(int parent, int node) {
    return folding.parts()
        && parent != Anatomy.NONE
        && (trace.queue(parent) == node || trace.processing(parent) == node)
        && !folding.openParts().contains(parent)
        && !standing.get(node);
  }

  private int[] folded(int[] siblings) {
    if (!folding.runs() || siblings.length < LikeSiblings.LEAST) {
      return siblings;
    }
    Map<Long, int[]> counts = new HashMap<>();
    for (int node : siblings) {
      counts.computeIfAbsent(likeness(node), key -> new int[1])[0]++;
    }
    if (counts.size() > siblings.length - LikeSiblings.LEAST + 1) {
      return siblings;
    }
    Map<Long, List<Integer>> groups = new HashMap<>();
    int[] items = new int[siblings.length];
    int count = 0;
    Map<Long, Integer> places = new HashMap<>();
    for (int node : siblings) {
      long likeness = likeness(node);
      if (counts.getOrDefault(likeness, new int[1])[0] < LikeSiblings.LEAST) {
        items[count++] = node;
      } else if (groups.computeIfAbsent(likeness, key -> new ArrayList<>()).add(node)
          && places.putIfAbsent(likeness, count) == null) {
        count++;
      }
    }
    groups.forEach((likeness, members) -> {
      items[places.getOrDefault(likeness, 0)] = ~runs.size();
      runs.add(new LikeSiblings(trace, members.stream().mapToInt(Integer::intValue).toArray()));
    });
    return Arrays.copyOf(items, count);
  }

  /// The same number for siblings that are alike; a missing parent is like nothing.
  private long likeness(int node) {
    int operation = trace.operationNumber(node);
    return operation == Anatomy.NONE ? -1L - node : 2L * operation + (trace.isError(node) ? 1 : 0);
  }
}
