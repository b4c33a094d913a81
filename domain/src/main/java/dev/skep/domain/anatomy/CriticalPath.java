package dev.skep.domain.anatomy;

import java.util.Arrays;

/// What the duration of a trace was made of: walking back from its end, at each moment the span
/// that everything else waited for. A child that ran beside another one which ended later is not on
/// it, nor is the time of a child after the end of its parent.
///
/// The pieces of all spans do not overlap. What no span covers is on no path.
public final class CriticalPath {
  private final int[] firsts;
  private final long[] from;
  private final long[] to;

  private CriticalPath(int[] firsts, long[] from, long[] to) {
    this.firsts = firsts;
    this.from = from;
    this.to = to;
  }

  public static CriticalPath of(Anatomy trace) {
    return new Walk(trace).path();
  }

  /// How many pieces of the node lie on the path.
  public int pieces(int node) {
    return firsts[node + 1] - firsts[node];
  }

  /// Where a piece begins, in nanoseconds from the start of the trace.
  public long from(int node, int piece) {
    return from[firsts[node] + piece];
  }

  /// Where it ends.
  public long to(int node, int piece) {
    return to[firsts[node] + piece];
  }

  /// How much of the node's time lies on the path.
  public long length(int node) {
    long length = 0;
    for (int i = firsts[node]; i < firsts[node + 1]; i++) {
      length += to[i] - from[i];
    }
    return length;
  }

  /// About how many bytes this takes in memory.
  public long bytes() {
    return 4L * firsts.length + 16L * from.length + 100;
  }

  /// Every node is visited at most once, with the span of time in which it may be on the path; its
  /// children are looked at by their end, the last first.
  private static final class Walk {
    private final Anatomy trace;
    private final int[] counts;
    private final Pieces pieces = new Pieces();
    private int[] waiting = new int[64];
    private long[] waitingFrom = new long[64];
    private long[] waitingTo = new long[64];
    private int waitingCount;

    Walk(Anatomy trace) {
      this.trace = trace;
      this.counts = new int[trace.size() + 1];
    }

    CriticalPath path() {
      visit(Anatomy.NONE, 0, trace.duration());
      while (waitingCount > 0) {
        int node = waiting[--waitingCount];
        visit(node, waitingFrom[waitingCount], waitingTo[waitingCount]);
      }
      return pieces.path(counts);
    }

    private void visit(int node, long start, long end) {
      long at = end;
      for (int child : childrenByEnd(node)) {
        long childEnd = Math.min(end, trace.lastMoment(child));
        if (childEnd <= at && childEnd > start && trace.start(child) < childEnd) {
          add(node, childEnd, at);
          at = Math.max(start, trace.start(child));
          await(child, at, childEnd);
        }
      }
      add(node, start, at);
    }

    private int[] childrenByEnd(int node) {
      int[] children = new int[8];
      int count = 0;
      int child = node == Anatomy.NONE ? 0 : trace.firstChild(node);
      while (child != Anatomy.NONE) {
        if (count == children.length) {
          children = Arrays.copyOf(children, 2 * count);
        }
        children[count++] = child;
        child = trace.nextSibling(child);
      }
      return SortedNodes.byDescending(trace::lastMoment, Arrays.copyOf(children, count));
    }

    private void add(int node, long from, long to) {
      if (node != Anatomy.NONE && from < to) {
        pieces.add(node, from, to);
        counts[node + 1]++;
      }
    }

    private void await(int node, long start, long end) {
      if (waitingCount == waiting.length) {
        waiting = Arrays.copyOf(waiting, 2 * waitingCount);
        waitingFrom = Arrays.copyOf(waitingFrom, 2 * waitingCount);
        waitingTo = Arrays.copyOf(waitingTo, 2 * waitingCount);
      }
      waiting[waitingCount] = node;
      waitingFrom[waitingCount] = start;
      waitingTo[waitingCount++] = end;
    }
  }

  /// The pieces as they are found.
  private static final class Pieces {
    private int[] nodes = new int[64];
    private long[] from = new long[64];
    private long[] to = new long[64];
    private int size;

    void add(int node, long pieceFrom, long pieceTo) {
      if (size == nodes.length) {
        nodes = Arrays.copyOf(nodes, 2 * size);
        from = Arrays.copyOf(from, 2 * size);
        to = Arrays.copyOf(to, 2 * size);
      }
      nodes[size] = node;
      from[size] = pieceFrom;
      to[size++] = pieceTo;
    }

    /// Sorts them by node; a node's own came last to first.
    CriticalPath path(int[] counts) {
      int[] firsts = counts.clone();
      for (int i = 1; i < firsts.length; i++) {
        firsts[i] += firsts[i - 1];
      }
      int[] next = firsts.clone();
      long[] sortedFrom = new long[size];
      long[] sortedTo = new long[size];
      for (int i = size - 1; i >= 0; i--) {
        int at = next[nodes[i]]++;
        sortedFrom[at] = from[i];
        sortedTo[at] = to[i];
      }
      return new CriticalPath(firsts, sortedFrom, sortedTo);
    }
  }
}
